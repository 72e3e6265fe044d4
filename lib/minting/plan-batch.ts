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
  const waiting = await outbox().find({ deploymentId, state: "pending" }).sort({ createdAt: 1 }).limit(settings.batchMax * 2).toArray();
  if (waiting.length === 0) return [];
  const limits = await readLimits(turn);
  const defined = waiting.filter((item) => (limits.defined >> BigInt(item.badgeId)) & 1n);
  const oldest = defined[0];
  if (!oldest || !isBatchDue({ waiting: defined.length, oldest: oldest.createdAt.getTime(), at: now().getTime(), settings })) return [];
  if (limits.paused) {
    await holdSigner({ turn, reason: "paused" });
    return [];
  }
  if (limits.allowance === 0n) {
    await holdSigner({ turn, reason: "rate_limited" });
    return [];
  }
  const size = Math.min(settings.batchMax, limits.allowance > BigInt(settings.batchMax) ? settings.batchMax : Number(limits.allowance));
  return keepAwardable({ turn, head, items: defined.slice(0, size) });
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
