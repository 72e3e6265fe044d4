import { chainReader } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { broadcastTx } from "./broadcast-tx";
import { endHold, holdSigner } from "./hold-signer";
import { requireLease } from "./lease-signer";
import { readFees } from "./read-fees";
import { readChainNonce, readLastNonce } from "./read-log";
import { newTx } from "./recover-txs";
import { type Fees, feesFor } from "./rules";
import { signForm } from "./sign-form";
import { encodeAwards, type Simulated } from "./simulate-batch";
import { leases, outbox, type OutboxRow, txId, txs } from "./store";
import type { MintTurn } from "./turn";

/**
 * Sends one batch: takes its items, signs, writes the signed transaction to the log, and only then offers it to the
 * node. A crash anywhere leaves either items that are freed again or a logged transaction that is sent again.
 * Answers how many items went out; 0 when the signer must wait.
 * @throws ClubError conflict (`lease_lost`) when another worker took over; nothing was sent then
 */
export async function sendBatch({ turn, batch }: { turn: MintTurn; batch: Simulated }): Promise<number> {
  await requireLease(turn);
  const [chainNonce, last, market] = await Promise.all([readChainNonce(turn), readLastNonce(turn), readFees({ turn })]);
  const fees = feesFor({ baseFee: market.baseFee, tip: market.tip, cap: turn.settings.maxFeeCap });
  if (!fees) {
    await holdSigner({ turn, reason: "fee_too_high" });
    return 0;
  }
  if (!(await canPay({ turn, gas: batch.gas, fees }))) return 0;
  await endHold({ turn });
  const nonce = Math.max(chainNonce, last + 1);
  const items = await takeItems({ turn, items: batch.items, nonce });
  if (items.length === 0) return 0;
  try {
    const call = { nonce, to: turn.contract, data: encodeAwards(items), gas: batch.gas };
    const tx = newTx({ turn, call, form: await signForm({ turn, call, fees }), items: items.map((item) => item._id), block: market.block });
    await txs().insertOne(tx);
    await leases().updateOne({ _id: turn.leaseId, epoch: turn.epoch }, { $set: { nextNonce: nonce + 1 } });
    await broadcastTx({ turn, tx });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    await giveBack({ turn, nonce });
    throw new ClubError("conflict", "Another worker used this nonce.", { reason: "lease_lost", cause: error });
  }
  return items.length;
}

/** Whether the balance pays for the batch; notes it for the admins. */
async function canPay({ turn, gas, fees }: { turn: MintTurn; gas: number; fees: Fees }): Promise<boolean> {
  const balance = await chainReader().getBalance({ address: turn.signer, blockTag: "latest" });
  const batchCost = BigInt(gas) * fees.maxFeePerGas;
  await leases().updateOne({ _id: turn.leaseId, epoch: turn.epoch }, { $set: { balance: String(balance), batchCost: String(batchCost) } });
  if (balance < batchCost) await holdSigner({ turn, reason: "out_of_gas" });
  return balance >= batchCost;
}

/** Takes the items for this nonce; those that were cancelled or left to a voucher meanwhile are not among the answer. */
async function takeItems({ turn, items, nonce }: { turn: MintTurn; items: OutboxRow[]; nonce: number }): Promise<OutboxRow[]> {
  const tx = txId(turn.deploymentId, turn.signer, nonce);
  const ids = items.map((item) => item._id);
  await outbox().updateMany({ _id: { $in: ids }, state: "pending" }, { $set: { state: "assigned", txId: tx, epoch: turn.epoch, updatedAt: now() }, $inc: { ver: 1 } });
  const taken = await outbox().find({ _id: { $in: ids }, state: "assigned", txId: tx, epoch: turn.epoch }).toArray();
  return taken.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

async function giveBack({ turn, nonce }: { turn: MintTurn; nonce: number }): Promise<void> {
  const tx = txId(turn.deploymentId, turn.signer, nonce);
  await outbox().updateMany({ txId: tx, epoch: turn.epoch, state: "assigned" }, { $set: { state: "pending", txId: null, updatedAt: now() }, $inc: { ver: 1 } });
}
