import { now } from "@/lib/platform/clock";
import { sleep } from "@/lib/platform/sleep";
import { claimNotice, deliverNotice } from "./deliver-notice";
import { Pace, TOP_RATE } from "./pace";
import { releaseSenderLease, savePace, type SenderLease, takeSenderLease } from "./sender-lease";
import { telegramNotices } from "./store";

/** Messages on their way at once: as many outcomes a killed process can leave open. */
const LANES = 3;
const BATCH = 60;
const IDLE_MS = 250;
const STAND_BY_MS = 1_000;
/** No message is begun in the last part of a lease, in ms, and none is waited for longer than that. */
const LEASE_REST_MS = 4_000;

type Waiting = { _id: string; chatId: number };

const readDue = (): Promise<Waiting[]> =>
  telegramNotices()
    .find({ state: "ready", dueAt: { $lte: now() } }, { projection: { chatId: 1 } })
    .sort({ rank: 1, dueAt: 1 })
    .limit(BATCH)
    .toArray();

/**
 * One process's part in sending for the bot. `round` sends what is due, at most sixty, if this process holds the bot's
 * lease or can take it: it answers how many left, or null while somebody else holds it.
 * @param topRate messages a second at most; the Bot API's own limit by default
 */
export function createSender({ owner, topRate = TOP_RATE }: { owner: string; topRate?: number }) {
  let pace: Pace | undefined;
  let fence = 0;

  function paceFor(lease: SenderLease): Pace {
    if (pace && fence === lease.fence) return pace;
    // After a change of hands the first second is the other one's: what it sent last still counts.
    const from = lease.fence === 1 ? 0 : now().getTime() + 1_000;
    fence = lease.fence;
    return (pace = new Pace(Math.min(lease.rate, topRate), Math.max(lease.pausedUntil.getTime(), from), lease.slowedAt.getTime(), topRate));
  }

  /** Takes one after the other, in turn; what is too early for its chat stays for the next round. */
  async function lane(lease: SenderLease, queue: Waiting[], signal: AbortSignal | undefined): Promise<number> {
    const own = paceFor(lease);
    for (let sent = 0; ; ) {
      if (signal?.aborted || lease.until.getTime() - now().getTime() < LEASE_REST_MS) return sent;
      const wait = own.turn(now().getTime());
      if (wait > LEASE_REST_MS) return sent;
      if (wait > 0) {
        await sleep(wait, signal);
        continue;
      }
      const index = queue.findIndex((one) => own.takeChat(one.chatId, now().getTime()));
      const [next] = index < 0 ? [] : queue.splice(index, 1);
      if (!next) return sent;
      const row = await claimNotice({ id: next._id, fence: lease.fence });
      const seconds = row ? await deliverNotice({ row }) : 0;
      if (seconds > 0) own.slow(now().getTime(), seconds);
      else if (row) sent += 1;
    }
  }

  async function round(signal?: AbortSignal): Promise<number | null> {
    const lease = await takeSenderLease({ owner, rate: topRate });
    if (!lease) return null;
    const own = paceFor(lease);
    if (own.pausedUntil - now().getTime() > LEASE_REST_MS) return 0;
    const before = own.slowedAt;
    const queue = await readDue();
    const sent = await Promise.all(Array.from({ length: Math.min(LANES, queue.length) }, () => lane(lease, queue, signal)));
    own.recover(now().getTime());
    if (own.slowedAt !== before) await savePace({ owner, rate: own.rate, pausedUntil: new Date(own.pausedUntil), slowedAt: new Date(own.slowedAt) });
    return sent.reduce((sum, count) => sum + count, 0);
  }
  return { round, release: () => releaseSenderLease({ owner }) };
}

/** Sends until the signal; of several processes one does, the others stand by. The lease is given back at the end. */
export async function runSender({ owner, signal, topRate }: { owner: string; signal: AbortSignal; topRate?: number }): Promise<void> {
  const sender = createSender({ owner, ...(topRate === undefined ? {} : { topRate }) });
  try {
    while (!signal.aborted) {
      const sent = await sender.round(signal);
      if (sent === null) await sleep(STAND_BY_MS, signal);
      else if (sent === 0) await sleep(IDLE_MS, signal);
    }
  } finally {
    await sender.release();
  }
}
