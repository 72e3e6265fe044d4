import { ClubError } from "@/lib/platform/errors";
import { listEntries } from "@/lib/xp/list-entries";
import { entriesQuery, entriesView } from "@/lib/xp/schema";
import { parseQuery } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";

/** The asking member's own ledger; somebody else's is nobody's business. */
export const GET = withMember(async ({ request, viewer }) => {
  const { cursor, memberId } = parseQuery(request, entriesQuery);
  if (memberId !== undefined && memberId !== viewer.id) throw new ClubError("forbidden", "Entries are shown to their own member only.", { reason: "not_yours" });
  return Response.json(entriesView.parse(await listEntries({ memberId: viewer.id, ...(cursor === undefined ? {} : { cursor }) })), { headers: { "Cache-Control": "no-store" } });
});
