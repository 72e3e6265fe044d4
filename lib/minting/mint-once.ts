import type { Hash } from "viem";
import { chainReader } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { bumpFees } from "./bump-fees";
import { checkDeployment } from "./check-deployment";
import { confirmTxs } from "./confirm-txs";
import { finalizeItems } from "./finalize-items";
import { leaseSigner } from "./lease-signer";
import { planBatch } from "./plan-batch";
import { readInFlight } from "./read-log";
import { reconcileEvents } from "./reconcile-events";
import { recoverItems } from "./recover-items";
import { recoverTxs } from "./recover-txs";
import { refillOutbox } from "./refill-outbox";
import type { MintSettings } from "./rules";
import { sendBatch } from "./send-batch";
import { simulateBatch } from "./simulate-batch";
import { outbox } from "./store";
import { describeTurn, type MintTurn } from "./turn";
import { watchBalance } from "./watch-balance";

/** What a turn found that had nothing to do: while it stays so, the next ones need not look at everything. */
export type Quiet = { epoch: number; headHash: Hash; at: number };

type MintOnce = {
  /** Names this process in the lease. */
  owner: string;
  settings?: Partial<MintSettings>;
  /** Of this process's last turn. */
  quiet?: Quiet | null;
};

export type MintResult = {
  /** False while another worker holds the signer: nothing was done. */
  leading: boolean;
  /** Items sent in this turn. */
  sent: number;
  /** True while something is on its way and another turn soon is worth it. */
  busy: boolean;
  /** For the next turn; null while anything waits or is on its way. */
  quiet: Quiet | null;
};

const NOT_LEADING: MintResult = { leading: false, sent: 0, busy: false, quiet: null };

/**
 * One turn of the mint loop: lease → recover → confirm → raise fees → reconcile with the events → finish → plan →
 * simulate → send. Every step begins from what the database and the chain say and may be cut off anywhere; the next
 * turn, here or in another process, goes on from there.
 * @throws ClubError unavailable when chain or database do not answer, conflict (`lease_lost`) when another worker took
 *   over in the middle
 */
export async function mintOnce({ owner, settings, quiet = null }: MintOnce): Promise<MintResult> {
  if (!quiet) await checkDeployment();
  const wanted = describeTurn({ owner, ...(settings ? { settings } : {}) });
  const lease = await leaseSigner(wanted);
  if (!lease) return NOT_LEADING;
  const turn: MintTurn = { ...wanted, epoch: lease.epoch };
  if (quiet && (await isStillQuiet({ turn, quiet }))) return { leading: true, sent: 0, busy: false, quiet };
  if (quiet) await checkDeployment();
  await refillOutbox({ deploymentId: turn.deploymentId });
  await recoverItems({ turn, at: now() });
  await recoverTxs({ turn });
  await confirmTxs({ turn });
  await bumpFees({ turn });
  await watchBalance({ turn });
  const head = await reconcileEvents({ turn });
  await finalizeItems({ turn, head });
  const sent = await planAndSend({ turn, head });
  const busy = sent > 0 || (await readInFlight(turn)).length > 0;
  return { leading: true, sent, busy, quiet: busy || (await hasOpenItems(turn)) ? null : { epoch: turn.epoch, headHash: head.hash, at: now().getTime() } };
}

/** The same holder, the same block and still nothing to send: then every step would find what it found. Looked at whole again when the balance is due. */
async function isStillQuiet({ turn, quiet }: { turn: MintTurn; quiet: Quiet }): Promise<boolean> {
  if (quiet.epoch !== turn.epoch || now().getTime() - quiet.at >= turn.settings.watchMs) return false;
  if (await hasOpenItems(turn)) return false;
  return (await chainReader().getBlock({ blockTag: "latest" })).hash === quiet.headHash;
}

const hasOpenItems = async ({ deploymentId }: MintTurn): Promise<boolean> =>
  (await outbox().findOne({ deploymentId, state: { $in: ["pending", "assigned", "claiming", "mined"] } }, { projection: { _id: 1 } })) !== null;

/** Nothing new goes out while as many transactions as allowed are on their way, or one of them is refused by the node. */
async function planAndSend({ turn, head }: { turn: MintTurn; head: Awaited<ReturnType<typeof reconcileEvents>> }): Promise<number> {
  const inFlight = await readInFlight(turn);
  if (inFlight.length >= turn.settings.inFlightMax || inFlight.some((tx) => tx.state === "signed")) return 0;
  const items = await planBatch({ turn, head });
  const batch = await simulateBatch({ turn, items });
  return batch ? sendBatch({ turn, batch }) : 0;
}
