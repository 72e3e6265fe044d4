import { enqueue } from "@/lib/jobs/queue";
import { chainReader } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { endHold } from "./hold-signer";
import { readFees } from "./read-fees";
import { fullBatchCost, isBalanceLow } from "./rules";
import { type LeaseRow, leases } from "./store";
import type { MintTurn } from "./turn";

/**
 * Looks at the signer's balance every 15 s, and in each turn while it is out of gas. Ends an "out of gas" when the
 * balance pays for a batch like the last one, also while nothing waits to be sent. When it begins to be low, that is
 * said once for the whole episode: in the log, and to the admins in Telegram by a job.
 */
export async function watchBalance({ turn }: { turn: MintTurn }): Promise<void> {
  const lease = await leases().findOne({ _id: turn.leaseId, epoch: turn.epoch });
  if (!lease) return;
  const broke = lease.hold?.reason === "out_of_gas";
  if (!broke && lease.seenAt && now().getTime() - lease.seenAt.getTime() < turn.settings.watchMs) return;
  const [balance, fees] = await Promise.all([chainReader().getBalance({ address: turn.signer, blockTag: "latest" }), readFees({ turn })]);
  await leases().updateOne({ _id: turn.leaseId, epoch: turn.epoch }, { $set: { balance: String(balance), seenAt: now() } });
  if (broke && lease.batchCost !== null && balance >= BigInt(lease.batchCost)) await endHold({ turn });
  const wasLow = lease.lowSince ?? null;
  if (isBalanceLow({ balance, batchCost: fullBatchCost(fees), wasLow: wasLow !== null })) await warnLow({ turn, lease, balance });
  else if (wasLow) await leases().updateOne({ _id: turn.leaseId, epoch: turn.epoch }, { $set: { lowSince: null } });
}

/** The beginning is written first and names the job, so that a crash in between neither loses nor doubles the word. */
async function warnLow({ turn, lease, balance }: { turn: MintTurn; lease: LeaseRow; balance: bigint }): Promise<void> {
  const since = lease.lowSince ?? now();
  if (!lease.lowSince) {
    const begun = await leases().updateOne({ _id: turn.leaseId, epoch: turn.epoch, lowSince: null }, { $set: { lowSince: since } });
    if (begun.modifiedCount === 0) return;
    log("minting").warn({ signer: turn.signer, balance: String(balance) }, "the minter's balance is low");
  }
  await enqueue({ name: "warn-low-balance", key: `${turn.leaseId}:${since.getTime()}`, input: { signer: turn.signer, balance: String(balance), since: since.toISOString() } });
}
