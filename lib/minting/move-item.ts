import { enqueue } from "@/lib/jobs/queue";
import { now } from "@/lib/platform/clock";
import { counters } from "@/lib/platform/metrics";
import type { ItemState } from "./schema";
import { outbox, type OutboxRow } from "./store";

type MoveItem = {
  id: string;
  /** The states it may be in; in any other nothing happens. */
  from: readonly ItemState[];
  /** Only while it is in this transaction. */
  inTx?: string;
  set: Partial<Omit<OutboxRow, "_id" | "ver">> & { state: ItemState };
};

/**
 * Moves one item from one state to another in one guarded update, and queues the telling of it. Null when it was not
 * in a state to be moved from: somebody else was first, or it has gone further.
 */
export async function moveItem({ id, from, inTx, set }: MoveItem): Promise<OutboxRow | null> {
  const filter = { _id: id, state: { $in: [...from] }, ...(inTx === undefined ? {} : { txId: inTx }) };
  const row = await outbox().findOneAndUpdate(filter, { $set: { ...set, updatedAt: now() }, $inc: { ver: 1 } }, { returnDocument: "after" });
  if (!row) return null;
  counters.mints.inc({ state: row.state });
  await tellItem(row);
  return row;
}

/** Queues the telling of an item's state. Once per change: the version is in the job's key. */
export const tellItem = (row: OutboxRow): Promise<boolean> =>
  enqueue({ name: "notify-badge", key: `${row._id}:${row.ver}`, input: { memberId: row.memberId, badgeId: row.badgeId, state: row.state } });
