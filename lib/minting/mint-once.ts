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
import { describeTurn, type MintTurn } from "./turn";
import { watchBalance } from "./watch-balance";

type MintOnce = {
  /** Names this process in the lease. */
  owner: string;
  settings?: Partial<MintSettings>;
};

export type MintResult = {
  /** False while another worker holds the signer: nothing was done. */
  leading: boolean;
  /** Items sent in this turn. */
  sent: number;
  /** True while something is on its way and another turn soon is worth it. */
  busy: boolean;
};

/**
 * One turn of the mint loop: lease → recover → confirm → raise fees → reconcile with the events → finish → plan →
 * simulate → send. Every step begins from what the database and the chain say and may be cut off anywhere; the next
 * turn, here or in another process, goes on from there.
 * @throws ClubError unavailable when chain or database do not answer, conflict (`lease_lost`) when another worker took
 *   over in the middle
 */
export async function mintOnce({ owner, settings }: MintOnce): Promise<MintResult> {
  await checkDeployment();
  const wanted = describeTurn({ owner, ...(settings ? { settings } : {}) });
  const lease = await leaseSigner(wanted);
  if (!lease) return { leading: false, sent: 0, busy: false };
  const turn: MintTurn = { ...wanted, epoch: lease.epoch };
  await refillOutbox({ deploymentId: turn.deploymentId });
  await recoverItems({ turn, at: now() });
  await recoverTxs({ turn });
  await confirmTxs({ turn });
  await bumpFees({ turn });
  await watchBalance({ turn });
  const head = await reconcileEvents({ turn });
  await finalizeItems({ turn, head });
  const sent = await planAndSend({ turn, head });
  return { leading: true, sent, busy: sent > 0 || (await readInFlight(turn)).length > 0 };
}

/** Nothing new goes out while as many transactions as allowed are on their way, or one of them is refused by the node. */
async function planAndSend({ turn, head }: { turn: MintTurn; head: Awaited<ReturnType<typeof reconcileEvents>> }): Promise<number> {
  const inFlight = await readInFlight(turn);
  if (inFlight.length >= turn.settings.inFlightMax || inFlight.some((tx) => tx.state === "signed")) return 0;
  const items = await planBatch({ turn, head });
  const batch = await simulateBatch({ turn, items });
  return batch ? sendBatch({ turn, batch }) : 0;
}
