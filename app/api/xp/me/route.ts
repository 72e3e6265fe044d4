import { xpSummaryView } from "@/lib/xp/schema";
import { readSummary } from "@/lib/xp/read-summary";
import { withMember } from "@/app/_server/with-member";

export const GET = withMember(async ({ viewer }) => Response.json(xpSummaryView.parse(await readSummary({ memberId: viewer.id })), { headers: { "Cache-Control": "no-store" } }));
