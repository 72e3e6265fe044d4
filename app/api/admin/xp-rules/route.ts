import { publishRules } from "@/lib/xp/publish-rules";
import { listRules } from "@/lib/xp/list-rules";
import { publishRulesInput, ruleVersionsView } from "@/lib/xp/schema";
import { parseJson } from "@/app/_server/parse-body";
import { withAdmin } from "@/app/_server/with-member";

export const GET = withAdmin(async () => Response.json(ruleVersionsView.parse(await listRules()), { headers: { "Cache-Control": "no-store" } }));

/** Puts a rule version in force for the rooms that go live from now on. */
export const PUT = withAdmin(async ({ request, viewer }) => {
  const { version, numbers } = await parseJson(request, publishRulesInput);
  await publishRules({ version, numbers, byId: viewer.id });
  return Response.json(ruleVersionsView.parse(await listRules()));
});
