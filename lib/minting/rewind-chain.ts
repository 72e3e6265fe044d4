import { log } from "@/lib/platform/log";
import { moveItem } from "./move-item";
import { type CursorRow, cursors, events, outbox, txs } from "./store";
import type { MintTurn } from "./turn";

/**
 * Takes back what blocks above `ancestor` said, because they are not in the chain any more: their events go, items
 * minted in them are on their way again with the same transaction, and that transaction is offered to the node anew.
 * The cursor is set last, so a crash in between repeats the whole.
 */
export async function rewindTo({ turn, cursor, ancestor }: { turn: MintTurn; cursor: CursorRow; ancestor: number }): Promise<CursorRow> {
  const gone = { deploymentId: turn.deploymentId, block: { $gt: ancestor } };
  log("minting").error({ ancestor, from: cursor.block }, "the chain was reorganised: going back to the last common block");
  await events().deleteMany(gone);
  await txs().updateMany({ ...gone, state: { $in: ["mined", "final", "reverted"] } }, { $set: { state: "broadcast", lastTriedAt: null, missingSince: null, minedHash: null, block: null, blockHash: null, fee: null } });
  const items = await outbox().find({ ...gone, state: { $in: ["mined", "final", "skipped"] } }, { projection: { txId: 1 } }).toArray();
  for (const item of items) {
    const open = { block: null, blockHash: null, reason: null };
    await moveItem({ id: item._id, from: ["mined", "final", "skipped"], set: item.txId ? { state: "assigned", ...open } : { state: "pending", txHash: null, ...open } });
  }
  const back = { block: ancestor, behindSince: null, hashes: cursor.hashes.filter(({ number }) => number <= ancestor) };
  await cursors().updateOne({ _id: cursor._id }, { $set: back });
  return { ...cursor, ...back };
}
