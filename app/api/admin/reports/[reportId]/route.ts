import { parseJson } from "@/app/_server/parse-body";
import { withAdmin } from "@/app/_server/with-member";
import { resolveReport } from "@/lib/chat/resolve-report";
import { reportAct, reportParams } from "@/lib/chat/schema";

export const PATCH = withAdmin(async ({ request, params, viewer }) => {
  const { reportId } = reportParams.parse(params);
  await resolveReport({ reportId, actor: viewer, ...(await parseJson(request, reportAct)) });
  return Response.json({ closed: true });
});
