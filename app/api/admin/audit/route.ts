import { z } from "zod";
import { parseQuery } from "@/app/_server/parse-body";
import { withAdmin } from "@/app/_server/with-member";
import { listAudit } from "@/lib/membership/list-audit";
import { auditQuery, auditView } from "@/lib/membership/schema";

export const GET = withAdmin(async ({ request }) => {
  const { items, next } = await listAudit(parseQuery(request, auditQuery));
  return Response.json({ items: z.array(auditView).parse(items), next });
});
