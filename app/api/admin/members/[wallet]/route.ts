import { parseJson } from "@/app/_server/parse-body";
import { withAdmin } from "@/app/_server/with-member";
import { changeMember } from "@/lib/membership/change-member";
import { adminMemberInput, adminMemberView, walletParams } from "@/lib/membership/schema";

export const PATCH = withAdmin(async ({ request, params, viewer }) => {
  const { wallet } = walletParams.parse(params);
  const change = await parseJson(request, adminMemberInput);
  return Response.json(adminMemberView.parse(await changeMember({ wallet, change, byId: viewer.id })));
});
