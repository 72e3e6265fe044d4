import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { moveItem } from "./move-item";
import { isBadgeVisible } from "./read-back-badge";
import { readWords } from "./read-contract";
import type { Head } from "./reconcile-events";
import { outbox, type OutboxRow, txs } from "./store";
import type { MintTurn } from "./turn";

const AT_ONCE = 100;

/**
 * Makes what is deep enough in the chain final, after reading back what the member is about to be told: that the
 * wallet holds the badge, and that its page and picture are served. What does not read back stays `mined` and is
 * asked again.
 */
export async function finalizeItems({ turn, head }: { turn: MintTurn; head: Head }): Promise<void> {
  const settled = head.number - env().FINALITY_CONFIRMATIONS + 1;
  await txs().updateMany({ deploymentId: turn.deploymentId, signer: turn.signer, state: "mined", block: { $lte: settled } }, { $set: { state: "final" } });
  const items = await outbox().find({ deploymentId: turn.deploymentId, state: "mined", block: { $lte: settled } }).limit(AT_ONCE).toArray();
  if (items.length === 0) return;
  const words = await readWords({ contract: turn.contract, wallets: items.map((item) => item.wallet) });
  const unseen = new Set<number>();
  for (const item of items) {
    const word = words.get(item.wallet);
    const bit = 1n << BigInt(item.badgeId);
    if (word && (word.blocked & bit) !== 0n) await moveItem({ id: item._id, from: ["mined"], set: { state: "skipped", reason: "blocked" } });
    else if (word && (word.held & bit) !== 0n && (await isBadgeVisible({ turn, badgeId: item.badgeId }))) await settle(item);
    else unseen.add(item.badgeId);
  }
  if (unseen.size > 0) log("minting").warn({ badges: [...unseen] }, "minted badges do not read back yet");
}

const settle = (item: OutboxRow) => moveItem({ id: item._id, from: ["mined"], set: { state: "final" } });
