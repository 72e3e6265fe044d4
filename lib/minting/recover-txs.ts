import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { broadcastTx } from "./broadcast-tx";
import { feesFor } from "./rules";
import { readChainNonce, readInFlight, readLastNonce } from "./read-log";
import { readFees } from "./read-fees";
import { signForm } from "./sign-form";
import { txId, type TxRow, txs } from "./store";
import type { MintTurn } from "./turn";

/**
 * Offers what is in the log and not yet in a block to the node again: at once what was never sent, the rest after a
 * while, lowest nonce first. Then closes gaps below the highest logged nonce, which would hold up all that follows.
 */
export async function recoverTxs({ turn }: { turn: MintTurn }): Promise<void> {
  const [chainNonce, inFlight] = await Promise.all([readChainNonce(turn), readInFlight(turn)]);
  const stale = now().getTime() - turn.settings.resendAfterMs;
  for (const tx of inFlight) {
    if (tx.nonce < chainNonce) continue;
    if (tx.lastTriedAt === null || tx.lastTriedAt.getTime() <= stale) await broadcastTx({ turn, tx });
  }
  await closeGaps({ turn, chainNonce, inFlight });
}

/** Nonces the chain waits for that nothing in flight has: a settled transaction that fell out of the chain, or a lost row. */
async function closeGaps({ turn, chainNonce, inFlight }: { turn: MintTurn; chainNonce: number; inFlight: TxRow[] }): Promise<void> {
  const last = await readLastNonce(turn);
  const covered = new Set(inFlight.map((tx) => tx.nonce));
  for (let nonce = chainNonce; nonce <= last; nonce += 1) {
    if (covered.has(nonce)) continue;
    const revived = await txs().findOneAndUpdate(
      { _id: txId(turn.deploymentId, turn.signer, nonce), epoch: { $lte: turn.epoch } },
      { $set: { state: "broadcast", epoch: turn.epoch, lastTriedAt: null, missingSince: null, minedHash: null, block: null, blockHash: null } },
      { returnDocument: "after" },
    );
    log("minting").warn({ nonce, revived: revived !== null }, "a nonce is open again");
    if (revived) await broadcastTx({ turn, tx: revived });
    else await fillNonce({ turn, nonce });
  }
}

/** Uses up a nonce with a transaction to the signer itself that does nothing. */
async function fillNonce({ turn, nonce }: { turn: MintTurn; nonce: number }): Promise<void> {
  const { block, baseFee, tip } = await readFees({ turn });
  const fees = feesFor({ baseFee, tip, cap: turn.settings.maxFeeCap });
  if (!fees) return;
  const call = { nonce, to: turn.signer, data: "0x" as const, gas: 21_000 };
  const tx = newTx({ turn, call, form: await signForm({ turn, call, fees }), items: [], block });
  await txs().insertOne(tx);
  await broadcastTx({ turn, tx });
}

type NewTx = { turn: MintTurn; call: Pick<TxRow, "nonce" | "to" | "data" | "gas">; form: TxRow["forms"][number]; items: string[]; block: number };

/** A row of the log for a transaction that was just signed. */
export const newTx = ({ turn, call, form, items, block }: NewTx): TxRow => ({
  _id: txId(turn.deploymentId, turn.signer, call.nonce),
  deploymentId: turn.deploymentId,
  signer: turn.signer,
  ...call,
  items,
  forms: [form],
  epoch: turn.epoch,
  state: "signed",
  sentAt: null,
  lastTriedAt: null,
  sentBlock: block,
  missingSince: null,
  lastError: null,
  refusals: 0,
  minedHash: null,
  block: null,
  blockHash: null,
  fee: null,
  createdAt: now(),
});
