import { z } from "zod";
import { parseQuery } from "@/app/_server/parse-body";
import { withAdmin } from "@/app/_server/with-member";
import { listAccounts } from "@/lib/membership/list-members";
import { adminMemberView, membersQuery } from "@/lib/membership/schema";

export const GET = withAdmin(async ({ request }) => {
  const { items, next } = await listAccounts(parseQuery(request, membersQuery));
  return Response.json({ items: z.array(adminMemberView).parse(items), next });
});
