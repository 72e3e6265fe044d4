import { moveItem } from "./move-item";
import { outbox, txs } from "./store";
import type { MintTurn } from "./turn";

/** An item this young may be between its assignment and the log in this very turn. */
const SETTLED_AFTER_MS = 5_000;

/**
 * Frees items whose worker died between taking them and writing the transaction to the log: they say they are in a
 * transaction that does not exist or does not hold them. Also ends vouchers that were not used in time.
 */
export async function recoverItems({ turn, at }: { turn: MintTurn; at: Date }): Promise<number> {
  const before = new Date(at.getTime() - SETTLED_AFTER_MS);
  const out = await outbox().find({ deploymentId: turn.deploymentId, state: { $in: ["assigned", "claiming"] } }, { projection: { state: 1, txId: 1, epoch: 1, updatedAt: 1, voucherUntil: 1 } }).toArray();
  if (out.length === 0) return 0;
  const assigned = out.filter((item) => item.state === "assigned");
  const ids = [...new Set(assigned.flatMap((item) => (item.txId ? [item.txId] : [])))];
  const logged = new Map((await txs().find({ _id: { $in: ids } }, { projection: { items: 1 } }).toArray()).map((tx) => [tx._id, new Set(tx.items)]));
  const orphans = assigned.filter((item) => (item.epoch < turn.epoch || item.updatedAt < before) && !(item.txId && logged.get(item.txId)?.has(item._id)));
  for (const item of orphans) await moveItem({ id: item._id, from: ["assigned"], ...(item.txId ? { inTx: item.txId } : {}), set: { state: "pending", txId: null, txHash: null } });
  const unused = out.filter((item) => item.state === "claiming" && item.voucherUntil !== null && item.voucherUntil < at);
  for (const item of unused) await moveItem({ id: item._id, from: ["claiming"], set: { state: "pending", voucherUntil: null } });
  return orphans.length + unused.length;
}
