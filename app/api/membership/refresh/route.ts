import { withAccount } from "@/app/_server/with-member";
import { refreshMembership } from "@/lib/membership/refresh-membership";
import { membershipView } from "@/lib/membership/schema";

export const POST = withAccount(async ({ viewer }) => Response.json(membershipView.parse(await refreshMembership({ wallet: viewer.wallet }))), { telegram: true });
