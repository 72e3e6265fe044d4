import { now } from "@/lib/platform/clock";
import { settleHeld } from "./apply-event";
import { holdSigner } from "./hold-signer";
import { moveItem } from "./move-item";
import { readLimits, readWords } from "./read-contract";
import type { Head } from "./reconcile-events";
import { isBatchDue } from "./rules";
import { outbox, type OutboxRow } from "./store";
import type { MintTurn } from "./turn";

/**
 * The items that should go out now, oldest first, or none while it is too early. Leaves out what the contract would
 * not take: ids not defined yet wait, what is held already counts as minted, what was renounced or revoked is
 * skipped. Never more than the contract allows the signer at this moment.
 */
export async function planBatch({ turn, head }: { turn: MintTurn; head: Head }): Promise<OutboxRow[]> {
  const { settings, deploymentId } = turn;
  const pending = { deploymentId, state: "pending" as const };
  if (!(await outbox().findOne(pending, { projection: { _id: 1 } }))) return [];
  const limits = await readLimits(turn);
  const defined = Array.from({ length: 128 }, (_, id) => id).filter((id) => (limits.defined >> BigInt(id)) & 1n);
  const waiting = await outbox().find({ ...pending, badgeId: { $in: defined } }).sort({ createdAt: 1 }).limit(settings.batchMax).toArray();
  const oldest = waiting[0];
  if (!oldest || !isBatchDue({ waiting: waiting.length, oldest: oldest.createdAt.getTime(), at: now().getTime(), settings })) return [];
  if (limits.paused || limits.allowance === 0n) {
    await holdSigner({ turn, reason: limits.paused ? "paused" : "rate_limited" });
    return [];
  }
  const allowed = limits.allowance > BigInt(settings.batchMax) ? settings.batchMax : Number(limits.allowance);
  return keepAwardable({ turn, head, items: waiting.slice(0, allowed) });
}

async function keepAwardable({ turn, head, items }: { turn: MintTurn; head: Head; items: OutboxRow[] }): Promise<OutboxRow[]> {
  const words = await readWords({ contract: turn.contract, wallets: items.map((item) => item.wallet) });
  const kept: OutboxRow[] = [];
  for (const item of items) {
    const bit = 1n << BigInt(item.badgeId);
    const word = words.get(item.wallet);
    if (word && (word.held & bit) !== 0n) await settleHeld({ item, seenAt: { block: head.number, blockHash: head.hash, txHash: null } });
    else if (word && (word.blocked & bit) !== 0n) await moveItem({ id: item._id, from: ["pending"], set: { state: "skipped", reason: "blocked" } });
    else kept.push(item);
  }
  return kept;
}
