import { decodeFunctionData, type Hash, type TransactionReceipt, TransactionReceiptNotFoundError } from "viem";
import { clubBadgesAbi } from "@/lib/generated/contracts";
import { chainReader } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { applyEvent, badgeEventsOf } from "./apply-event";
import { moveItem } from "./move-item";
import { revertName } from "./read-contract";
import { readChainNonce, readInFlight } from "./read-log";
import { requireUsedElsewhere } from "./second-node";
import { outbox, type TxRow, txs } from "./store";
import type { MintTurn } from "./turn";

/** An item that was in this many reverted transactions waits for an admin. */
const MAX_REVERTS = 2;

async function receiptOf(hash: Hash): Promise<TransactionReceipt | null> {
  try {
    return await chainReader().getTransactionReceipt({ hash });
  } catch (error) {
    if (error instanceof TransactionReceiptNotFoundError) return null;
    throw error;
  }
}

/**
 * Settles every logged transaction whose nonce the chain has used up. Any of its forms may be the mined one; when
 * none of them is, somebody else used the nonce, and its items wait for another transaction.
 */
export async function confirmTxs({ turn }: { turn: MintTurn }): Promise<void> {
  const inFlight = await readInFlight(turn);
  if (inFlight.length === 0) return;
  const chainNonce = await readChainNonce(turn);
  for (const tx of inFlight) {
    if (tx.nonce >= chainNonce) continue;
    const receipts = await Promise.all(tx.forms.map((form) => receiptOf(form.hash)));
    const receipt = receipts.find((found) => found !== null);
    if (!receipt) await settleMissing({ turn, tx });
    else if (receipt.status === "success") await settleMined({ turn, tx, receipt });
    else await settleReverted({ turn, tx, receipt });
  }
}

const mine = (turn: MintTurn, tx: TxRow) => ({ _id: tx._id, epoch: { $lte: turn.epoch }, state: { $in: ["signed" as const, "broadcast" as const] } });

const minedFields = (receipt: TransactionReceipt) => ({
  minedHash: receipt.transactionHash,
  block: Number(receipt.blockNumber),
  blockHash: receipt.blockHash,
  fee: String(receipt.gasUsed * receipt.effectiveGasPrice),
  missingSince: null,
  lastError: null,
});

/** Items first, the log row last: a crash in between repeats both. */
async function settleMined({ turn, tx, receipt }: { turn: MintTurn; tx: TxRow; receipt: TransactionReceipt }): Promise<void> {
  const logs = receipt.logs.filter((entry) => entry.address.toLowerCase() === turn.contract.toLowerCase());
  for (const event of badgeEventsOf({ logs, deploymentId: turn.deploymentId })) await applyEvent(event);
  await freeItems(tx);
  await txs().updateOne(mine(turn, tx), { $set: { state: "mined", epoch: turn.epoch, ...minedFields(receipt) } });
}

async function settleReverted({ turn, tx, receipt }: { turn: MintTurn; tx: TxRow; receipt: TransactionReceipt }): Promise<void> {
  const reason = await whyReverted({ turn, tx, block: receipt.blockNumber });
  log("minting").error({ tx: tx._id, hash: receipt.transactionHash, reason }, "an award was reverted on-chain");
  const items = await outbox().find({ _id: { $in: tx.items }, state: "assigned", txId: tx._id }, { projection: { reverts: 1 } }).toArray();
  for (const item of items) {
    const reverts = item.reverts + 1;
    await moveItem({ id: item._id, from: ["assigned"], inTx: tx._id, set: { state: reverts >= MAX_REVERTS ? "parked" : "pending", reason: `reverted_${reason}`, reverts, txId: null, txHash: null } });
  }
  await txs().updateOne(mine(turn, tx), { $set: { state: "reverted", epoch: turn.epoch, ...minedFields(receipt), lastError: reason } });
}

/** The same call asked again at the state before its block. A guess, for the log and the admin: order within a block is lost. */
async function whyReverted({ turn, tx, block }: { turn: MintTurn; tx: TxRow; block: bigint }): Promise<string> {
  try {
    const call = decodeFunctionData({ abi: clubBadgesAbi, data: tx.data });
    if (call.functionName !== "awardBatch") return "unknown";
    await chainReader().simulateContract({ abi: clubBadgesAbi, address: turn.contract, functionName: "awardBatch", args: call.args, account: turn.signer, gas: BigInt(tx.gas), blockNumber: block - 1n });
    return "unknown";
  } catch (error) {
    return revertName(error) ?? "unknown";
  }
}

/** A node may know the nonce before it knows the receipt, so "none" counts only when it stays so for a while. */
async function settleMissing({ turn, tx }: { turn: MintTurn; tx: TxRow }): Promise<void> {
  const since = tx.missingSince ?? now();
  if (!tx.missingSince) await txs().updateOne(mine(turn, tx), { $set: { missingSince: since } });
  if (now().getTime() - since.getTime() < turn.settings.missingGraceMs) return;
  await requireUsedElsewhere({ signer: turn.signer, nonce: tx.nonce, hashes: tx.forms.map((form) => form.hash) });
  log("minting").error({ tx: tx._id }, "another transaction used up a nonce of the minter: is its key used elsewhere?");
  await freeItems(tx);
  await txs().updateOne(mine(turn, tx), { $set: { state: "abandoned", epoch: turn.epoch } });
}

/** What the transaction did not settle waits for the next one. */
async function freeItems(tx: TxRow): Promise<void> {
  const left = await outbox().find({ _id: { $in: tx.items }, state: "assigned", txId: tx._id }, { projection: { _id: 1 } }).toArray();
  for (const item of left) await moveItem({ id: item._id, from: ["assigned"], inTx: tx._id, set: { state: "pending", txId: null, txHash: null, reason: null } });
}
