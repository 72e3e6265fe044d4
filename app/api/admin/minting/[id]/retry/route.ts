import { withAdmin } from "@/app/_server/with-member";
import { retryMint } from "@/lib/minting/retry-mint";
import { mintItemView, mintParams } from "@/lib/minting/schema";

/** Puts a parked, skipped or cancelled item back into the queue. */
export const POST = withAdmin(async ({ params, viewer }) => Response.json(mintItemView.parse(await retryMint({ ...mintParams.parse(params), byId: viewer.id }))));
