import { withAccount } from "@/app/_server/with-member";
import { confirmLink } from "@/lib/telegram/confirm-link";
import { linkView } from "@/lib/telegram/schema";

export const POST = withAccount(async ({ viewer }) => Response.json(linkView.parse(await confirmLink({ memberId: viewer.id }))));
