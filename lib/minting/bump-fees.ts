import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { broadcastTx } from "./broadcast-tx";
import { holdSigner } from "./hold-signer";
import { moveItem } from "./move-item";
import { readFees } from "./read-fees";
import { readChainNonce, readInFlight } from "./read-log";
import { bumpedFees } from "./rules";
import { signForm } from "./sign-form";
import { outbox, type TxRow, txs } from "./store";
import type { MintTurn } from "./turn";

/** Refused this often for good, a transaction can only be made to use up its nonce. */
const MAX_REFUSALS = 5;

/**
 * Sends the lowest transaction that is not in a block again with higher fees, when it has waited too long: same
 * nonce, same call, both fees a quarter higher. The new form is in the log before it is sent. At the fee cap
 * it holds and says so.
 */
export async function bumpFees({ turn }: { turn: MintTurn }): Promise<void> {
  const inFlight = await readInFlight(turn);
  if (inFlight.length === 0) return;
  const chainNonce = await readChainNonce(turn);
  const tx = inFlight.find((candidate) => candidate.nonce >= chainNonce);
  const last = tx?.forms.at(-1);
  if (!tx || !last) return;
  const { block, baseFee } = await readFees({ turn });
  const hopeless = tx.refusals >= MAX_REFUSALS;
  const waited = now().getTime() - last.at.getTime();
  if (!hopeless && (waited < turn.settings.bumpAfterMs || block - tx.sentBlock < turn.settings.bumpAfterBlocks)) return;
  const fees = bumpedFees({ last: { maxFeePerGas: BigInt(last.maxFeePerGas), maxPriorityFeePerGas: BigInt(last.maxPriorityFeePerGas) }, baseFee, cap: turn.settings.maxFeeCap });
  if (!fees) return holdSigner({ turn, reason: "fee_too_high" });
  const call = hopeless ? { nonce: tx.nonce, to: turn.signer, data: "0x" as const, gas: 21_000 } : tx;
  const form = await signForm({ turn, call, fees });
  const next = await txs().findOneAndUpdate(
    { _id: tx._id, epoch: { $lte: turn.epoch }, state: { $in: ["signed", "broadcast"] } },
    { $push: { forms: form }, $set: { to: call.to, data: call.data, gas: call.gas, epoch: turn.epoch, sentBlock: block, lastTriedAt: null, refusals: 0 } },
    { returnDocument: "after" },
  );
  if (!next) return;
  log("minting").warn({ tx: tx._id, forms: next.forms.length, hopeless, maxFeePerGas: form.maxFeePerGas }, "a transaction is sent again with higher fees");
  if (hopeless) await freeAll(tx);
  await broadcastTx({ turn, tx: next });
}

/** Its nonce will be used up without them. Should an earlier form be mined after all, its events settle them. */
async function freeAll(tx: TxRow): Promise<void> {
  const items = await outbox().find({ _id: { $in: tx.items }, state: "assigned", txId: tx._id }, { projection: { _id: 1 } }).toArray();
  for (const item of items) await moveItem({ id: item._id, from: ["assigned"], inTx: tx._id, set: { state: "pending", txId: null, txHash: null, reason: "refused" } });
}
