import { BaseError } from "viem";
import { minterWallet } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { classifySendError, type SendOutcome } from "./classify-send-error";
import { endHold, holdSigner } from "./hold-signer";
import { requireLease } from "./lease-signer";
import { moveItem } from "./move-item";
import { outbox, type TxRow, txs } from "./store";
import type { MintTurn } from "./turn";

/** The node's own words where it said any: they tell an admin more than the library's sentence around them. */
function wordsOf(error: unknown): string {
  const inner = error instanceof BaseError ? error.details : "";
  return (inner || (error instanceof Error ? error.message : String(error))).split("\n")[0]?.slice(0, 300) ?? "";
}

/**
 * Offers the newest form of a logged transaction to the node. Offering it again is always safe: it is the same
 * transaction with the same hash. No answer counts as sent, because it may have arrived; its nonce is never given
 * to another.
 * @throws ClubError conflict (`lease_lost`) before anything is sent
 */
export async function broadcastTx({ turn, tx }: { turn: MintTurn; tx: TxRow }): Promise<SendOutcome | "sent"> {
  const form = tx.forms.at(-1);
  if (!form) return "refused";
  await requireLease(turn);
  const adopted = await txs().updateOne({ _id: tx._id, epoch: { $lte: turn.epoch } }, { $set: { epoch: turn.epoch } });
  if (adopted.matchedCount === 0) return "unknown";
  let outcome: SendOutcome | "sent" = "sent";
  let lastError: string | null = null;
  try {
    await minterWallet().sendRawTransaction({ serializedTransaction: form.raw });
  } catch (error) {
    outcome = classifySendError(error);
    lastError = wordsOf(error);
  }
  await note({ turn, tx, outcome, lastError });
  if (outcome === "no_funds") await holdSigner({ turn, reason: "out_of_gas" });
  else if (outcome === "refused") await holdSigner({ turn, reason: "refused" });
  else await markSent({ turn, tx });
  return outcome;
}

async function note({ turn, tx, outcome, lastError }: { turn: MintTurn; tx: TxRow; outcome: SendOutcome | "sent"; lastError: string | null }): Promise<void> {
  const refused = outcome === "no_funds" || outcome === "refused";
  if (lastError !== null && outcome !== "known" && lastError !== tx.lastError) log("minting").warn({ tx: tx._id, outcome, error: lastError }, "the node did not just take a transaction");
  await txs().updateOne(
    { _id: tx._id, epoch: turn.epoch, state: { $in: ["signed", "broadcast"] } },
    {
      $set: { lastTriedAt: now(), lastError: outcome === "sent" || outcome === "known" ? null : lastError, ...(refused ? {} : { state: "broadcast" as const, sentAt: tx.sentAt ?? now() }) },
      ...(outcome === "refused" ? { $inc: { refusals: 1 } } : {}),
    },
  );
}

/** Its items may now say that they are on their way, with the hash. */
async function markSent({ turn, tx }: { turn: MintTurn; tx: TxRow }): Promise<void> {
  // What kept it from being taken is over. A mere repetition says nothing about a hold.
  if (tx.state === "signed") await endHold({ turn });
  const txHash = tx.forms.at(-1)?.hash ?? null;
  const items = await outbox().find({ _id: { $in: tx.items }, state: "assigned", txId: tx._id, txHash: { $ne: txHash } }, { projection: { _id: 1 } }).toArray();
  await Promise.all(items.map((item) => moveItem({ id: item._id, from: ["assigned"], inTx: tx._id, set: { state: "assigned", txHash } })));
}
