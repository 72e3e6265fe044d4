import { withAccount } from "@/app/_server/with-member";
import { confirmLink, refuseLink } from "@/lib/telegram/confirm-link";
import { linkView } from "@/lib/telegram/schema";

export const POST = withAccount(async ({ viewer }) => Response.json(linkView.parse(await confirmLink({ memberId: viewer.id }))));

/** No, that was not me: the codes that are out stop working. */
export const DELETE = withAccount(async ({ viewer }) => Response.json(linkView.parse(await refuseLink({ memberId: viewer.id }))));
