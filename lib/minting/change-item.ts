import { writeAudit } from "@/lib/membership/write-audit";
import { ClubError } from "@/lib/platform/errors";
import { findLease } from "./find-lease";
import { moveItem } from "./move-item";
import type { ItemState, MintItemView } from "./schema";
import { outbox, type OutboxRow } from "./store";
import { viewItem } from "./view-pipeline";

export type ChangeItem = {
  /** Of the outbox. */
  id: string;
  /** The admin. */
  byId: string;
};

type Change = ChangeItem & { from: readonly ItemState[]; set: Partial<OutboxRow> & { state: ItemState }; action: string };

/**
 * One act of an admin on one item, with its line in the audit log.
 * @throws ClubError not_found (`no_item`); conflict (`wrong_state` with `details.state`)
 */
export async function changeItem({ id, byId, from, set, action }: Change): Promise<MintItemView> {
  const moved = await moveItem({ id, from, set });
  if (!moved) {
    const found = await outbox().findOne({ _id: id });
    if (!found) throw new ClubError("not_found", "There is no such item.", { reason: "no_item" });
    throw new ClubError("conflict", "The item has moved meanwhile.", { reason: "wrong_state", details: { state: found.state } });
  }
  await writeAudit({ action, byId, onId: moved.memberId, details: { item: id, badgeId: moved.badgeId } });
  return viewItem(moved, await findLease());
}
