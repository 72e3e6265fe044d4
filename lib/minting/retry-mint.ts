import { type ChangeItem, changeItem } from "./change-item";
import type { MintItemView } from "./schema";

/**
 * Puts an item that is parked, skipped or cancelled back into the queue, as if it were new. What the wallet holds
 * already will count as minted; what is still blocked will be skipped again.
 * @throws ClubError not_found (`no_item`); conflict (`wrong_state` with `details.state`)
 */
export const retryMint = ({ id, byId }: ChangeItem): Promise<MintItemView> =>
  changeItem({ id, byId, from: ["parked", "skipped", "cancelled"], action: "mint.retried", set: { state: "pending", reason: null, reverts: 0, txId: null, txHash: null, block: null, blockHash: null } });
