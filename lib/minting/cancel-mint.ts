import { type ChangeItem, changeItem } from "./change-item";
import type { MintItemView } from "./schema";

/**
 * Takes an item out of the queue: only what is in no transaction and in no member's hands. The entitlement stays, so
 * it can be put back.
 * @throws ClubError not_found (`no_item`); conflict (`wrong_state` with `details.state`)
 */
export const cancelMint = ({ id, byId }: ChangeItem): Promise<MintItemView> =>
  changeItem({ id, byId, from: ["pending", "parked"], action: "mint.cancelled", set: { state: "cancelled", reason: "cancelled" } });
