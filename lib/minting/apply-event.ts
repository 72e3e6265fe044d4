import { type Log, parseEventLogs, zeroAddress } from "viem";
import { clubBadgesAbi } from "@/lib/generated/contracts";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { moveItem } from "./move-item";
import { type EventRow, events, outbox, outboxId, type OutboxRow, txs } from "./store";

const SKIP_REASONS = ["held", "blocked", "zero_address", "refused"] as const;

/** The awards and skips among logs of the badge contract. An announcement of an id (amount 0) is no award. */
export function badgeEventsOf({ logs, deploymentId }: { logs: Log[]; deploymentId: string }): EventRow[] {
  const rows: EventRow[] = [];
  for (const log of parseEventLogs({ abi: clubBadgesAbi, eventName: ["TransferSingle", "AwardSkipped"], logs })) {
    if (log.blockHash === null || log.transactionHash === null || log.logIndex === null || log.blockNumber === null) continue;
    const where = { _id: `${log.blockHash}:${log.transactionHash}:${log.logIndex}`, deploymentId, block: Number(log.blockNumber), blockHash: log.blockHash, txHash: log.transactionHash };
    if (log.eventName === "AwardSkipped") {
      const reason = SKIP_REASONS[log.args.reason] ?? "unknown";
      rows.push({ ...where, kind: "skipped", wallet: log.args.to.toLowerCase() as `0x${string}`, badgeId: Number(log.args.id), reason });
    } else if (log.args.from === zeroAddress && log.args.to !== zeroAddress && log.args.value === 1n) {
      rows.push({ ...where, kind: "awarded", wallet: log.args.to.toLowerCase() as `0x${string}`, badgeId: Number(log.args.id), reason: null });
    }
  }
  return rows;
}

/** True when the item's own transaction has this hash: a skip in another one says nothing about this try. */
async function isOfItsTx(item: OutboxRow, txHash: string): Promise<boolean> {
  if (item.txHash === txHash) return true;
  const tx = item.txId ? await txs().findOne({ _id: item.txId }, { projection: { forms: 1 } }) : null;
  return tx?.forms.some((form) => form.hash === txHash) ?? false;
}

/**
 * Keeps one event and moves the item it speaks of: awarded → mined, whoever sent the transaction; skipped because it
 * is held → mined as well, by the award that came before; any other skip → skipped, for an admin to see.
 * Applying an event twice changes nothing.
 */
export async function applyEvent(event: EventRow): Promise<void> {
  await events().insertOne(event).catch((error: unknown) => {
    if (!isDuplicateKey(error)) throw error;
  });
  const id = outboxId(event.deploymentId, event.wallet, event.badgeId);
  const at = { block: event.block, blockHash: event.blockHash, txHash: event.txHash };
  if (event.kind === "awarded") {
    await moveItem({ id, from: ["pending", "assigned", "claiming", "parked", "skipped", "cancelled"], set: { state: "mined", reason: null, voucherUntil: null, ...at } });
    return;
  }
  const item = await outbox().findOne({ _id: id, state: "assigned" });
  if (!item || !(await isOfItsTx(item, event.txHash))) return;
  if (event.reason === "held") await settleHeld({ item, seenAt: at });
  else await moveItem({ id, from: ["assigned"], set: { state: "skipped", reason: event.reason, ...at } });
}

/** The wallet holds the badge already: mined, by the award that is in the events, or at least where it was seen. */
export async function settleHeld({ item, seenAt }: { item: OutboxRow; seenAt: Pick<EventRow, "block" | "blockHash"> & { txHash: EventRow["txHash"] | null } }): Promise<void> {
  const award = await events().findOne({ deploymentId: item.deploymentId, wallet: item.wallet, badgeId: item.badgeId, kind: "awarded" });
  const at = award ? { block: award.block, blockHash: award.blockHash, txHash: award.txHash } : seenAt;
  await moveItem({ id: item._id, from: ["pending", "assigned"], set: { state: "mined", reason: null, ...at } });
}
