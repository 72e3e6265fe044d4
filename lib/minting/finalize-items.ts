import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { moveItem } from "./move-item";
import { isBadgeVisible } from "./read-back-badge";
import { readWords } from "./read-contract";
import type { Head } from "./reconcile-events";
import { outbox, type OutboxRow, txs } from "./store";
import type { MintTurn } from "./turn";

const AT_ONCE = 100;
const UNSEEN = "not_read_back";

/**
 * Makes what is deep enough in the chain final, after reading back what the member is about to be told: that the
 * wallet holds the badge, and that its page and picture are served. What does not read back stays `mined` and is
 * asked again.
 */
export async function finalizeItems({ turn, head }: { turn: MintTurn; head: Head }): Promise<void> {
  const settled = head.number - env().FINALITY_CONFIRMATIONS + 1;
  await txs().updateMany({ deploymentId: turn.deploymentId, signer: turn.signer, state: "mined", block: { $lte: settled } }, { $set: { state: "final", reason: null } });
  const items = await outbox().find({ deploymentId: turn.deploymentId, state: "mined", block: { $lte: settled } }).limit(AT_ONCE).toArray();
  if (items.length === 0) return;
  const words = await readWords({ contract: turn.contract, wallets: items.map((item) => item.wallet) });
  const unseen: OutboxRow[] = [];
  for (const item of items) {
    const word = words.get(item.wallet);
    const bit = 1n << BigInt(item.badgeId);
    if (word && (word.blocked & bit) !== 0n) await moveItem({ id: item._id, from: ["mined"], set: { state: "skipped", reason: "blocked" } });
    else if (word && (word.held & bit) !== 0n && (await isBadgeVisible({ turn, badgeId: item.badgeId }))) await settle(item);
    else unseen.push(item);
  }
  await warnOnce(unseen.filter((item) => item.reason !== UNSEEN));
}

/** Said once for each item, and kept with it for the admins. */
async function warnOnce(items: OutboxRow[]): Promise<void> {
  if (items.length === 0) return;
  log("minting").warn({ badges: [...new Set(items.map((item) => item.badgeId))], items: items.length }, "minted badges do not read back yet");
  await outbox().updateMany({ _id: { $in: items.map((item) => item._id) }, state: "mined" }, { $set: { reason: UNSEEN } });
}

const settle = (item: OutboxRow) => moveItem({ id: item._id, from: ["mined"], set: { state: "final", reason: null } });
