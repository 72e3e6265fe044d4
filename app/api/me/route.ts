import { parseJson } from "@/app/_server/parse-body";
import { withAccount } from "@/app/_server/with-member";
import { readMember } from "@/lib/membership/read-member";
import { ownProfileView, profileInput } from "@/lib/membership/schema";
import { updateProfile } from "@/lib/membership/update-profile";
import { viewOwnProfile } from "@/lib/membership/view-member";

export const GET = withAccount(async ({ viewer }) =>
  Response.json(ownProfileView.parse({ ...(await readMember({ wallet: viewer.wallet })), locale: viewer.locale })),
);

export const PATCH = withAccount(async ({ request, viewer }) => {
  const change = await parseJson(request, profileInput);
  const row = await updateProfile({ memberId: viewer.id, change });
  return Response.json(ownProfileView.parse(viewOwnProfile(row, viewer.roles)));
});
