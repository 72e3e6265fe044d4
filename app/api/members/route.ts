import { z } from "zod";
import { parseQuery } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { listMembers } from "@/lib/membership/list-members";
import { membersQuery, memberView } from "@/lib/membership/schema";

export const GET = withMember(async ({ request }) => {
  const { items, next } = await listMembers(parseQuery(request, membersQuery));
  return Response.json({ items: z.array(memberView).parse(items), next });
});
