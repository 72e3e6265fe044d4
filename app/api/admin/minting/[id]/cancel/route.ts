import { withAdmin } from "@/app/_server/with-member";
import { cancelMint } from "@/lib/minting/cancel-mint";
import { mintItemView, mintParams } from "@/lib/minting/schema";

/** Takes a waiting item out of the queue. */
export const POST = withAdmin(async ({ params, viewer }) => Response.json(mintItemView.parse(await cancelMint({ ...mintParams.parse(params), byId: viewer.id }))));
