import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { moveItem } from "./move-item";
import { isBadgeVisible } from "./read-back-badge";
import { readHeld, readWords } from "./read-contract";
import type { Head } from "./reconcile-events";
import { confirmedHead, isConfirmed } from "./second-node";
import { outbox, type OutboxRow, txs } from "./store";
import type { MintTurn } from "./turn";

const AT_ONCE = 100;

/** Why something minted is not final yet; kept with the item for the admins. */
type Unseen = "not_confirmed" | "not_read_back";

/**
 * Makes what is deep enough in the chain final, after reading back what the member is about to be told: that the
 * wallet's balance is 1, that the badge's page and picture are served, and, where a second node is configured, that
 * it has the block too. What does not read back stays `mined` and is asked again, after those that wait longer: many
 * of one badge that nobody can read hold up no other badge.
 */
export async function finalizeItems({ turn, head }: { turn: MintTurn; head: Head }): Promise<void> {
  const depth = env().FINALITY_CONFIRMATIONS - 1;
  const settled = head.number - depth;
  await txs().updateMany({ deploymentId: turn.deploymentId, signer: turn.signer, state: "mined", block: { $lte: settled } }, { $set: { state: "final" } });
  const items = await outbox().find({ deploymentId: turn.deploymentId, state: "mined", block: { $lte: settled } }).sort({ askedAt: 1 }).limit(AT_ONCE).toArray();
  if (items.length === 0) return;
  const confirmed = await confirmedBlocks({ items, head, depth }).catch(nothingConfirmed);
  const isThere = (item: OutboxRow) => item.blockHash !== null && confirmed.has(item.blockHash);
  await keepWaiting({ items: items.filter((item) => !isThere(item)), reason: "not_confirmed" });
  await readBack({ turn, items: items.filter(isThere) });
}

/** Hashes of the items' blocks that the second node has too, deep enough; all of them where there is none. */
async function confirmedBlocks({ items, head, depth }: { items: readonly OutboxRow[]; head: Head; depth: number }): Promise<Set<string>> {
  const confirmed = new Set<string>();
  const deepest = (await confirmedHead(head.number)) - depth;
  for (const [hash, number] of new Map(items.map((item) => [item.blockHash, item.block])))
    if (hash && number !== null && number <= deepest && (await isConfirmed({ number, hash }))) confirmed.add(hash);
  return confirmed;
}

/** A second node that is away holds up what is to be final, and nothing else. */
function nothingConfirmed(error: unknown): Set<string> {
  log("minting").warn({ err: error }, "the second node does not answer");
  return new Set();
}

async function readBack({ turn, items }: { turn: MintTurn; items: OutboxRow[] }): Promise<void> {
  if (items.length === 0) return;
  const held = await readHeld({ contract: turn.contract, awards: items });
  const missing = items.filter((_, index) => !held[index]);
  const words = await readWords({ contract: turn.contract, wallets: missing.map((item) => item.wallet) });
  const unseen: OutboxRow[] = [];
  for (const [index, item] of items.entries()) {
    const blocked = ((words.get(item.wallet)?.blocked ?? 0n) & (1n << BigInt(item.badgeId))) !== 0n;
    if (held[index] && (await isBadgeVisible({ turn, badgeId: item.badgeId }))) await moveItem({ id: item._id, from: ["mined"], set: { state: "final", reason: null } });
    else if (!held[index] && blocked) await moveItem({ id: item._id, from: ["mined"], set: { state: "skipped", reason: "blocked" } });
    else unseen.push(item);
  }
  await keepWaiting({ items: unseen, reason: "not_read_back" });
}

/** Puts them behind all others; said once for each item and reason. */
async function keepWaiting({ items, reason }: { items: OutboxRow[]; reason: Unseen }): Promise<void> {
  if (items.length === 0) return;
  const fresh = items.filter((item) => item.reason !== reason);
  if (fresh.length > 0) log("minting").warn({ badges: [...new Set(fresh.map((item) => item.badgeId))], items: fresh.length, reason }, "minted badges are not final yet");
  await outbox().updateMany({ _id: { $in: items.map((item) => item._id) }, state: "mined" }, { $set: { reason, askedAt: now() } });
}
