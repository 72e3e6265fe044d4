import { now } from "@/lib/platform/clock";
import { sleep } from "@/lib/platform/sleep";
import { claimNotice, deliverNotice } from "./deliver-notice";
import { Pace, TOP_RATE } from "./pace";
import { releaseSenderLease, savePace, type SenderLease, takeSenderLease } from "./sender-lease";
import { type NoticeRow, telegramNotices } from "./store";

/** Messages on their way at once: as many outcomes a killed process can leave open. */
const LANES = 3;
const BATCH = 60;
/** The list is read anew while this many still wait, so that no lane stands still for it. */
const READ_AGAIN_AT = 30;
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

/** What waits to be sent, read ahead while the lanes are busy: what is urgent and came later still goes first. */
class Due {
  private queue: Waiting[] = [];
  private reading: Promise<void> | undefined;
  /** The last reading found nothing that was not known. */
  private dry = false;
  private readonly taken = new Set<string>();

  private read(): Promise<void> {
    return (this.reading ??= readDue()
      .then((rows) => {
        const fresh = rows.filter(({ _id }) => !this.taken.has(_id));
        this.dry = rows.length < BATCH || fresh.length === 0;
        this.queue = fresh;
      })
      .finally(() => (this.reading = undefined)));
  }

  /** The first that may be taken, or undefined when there is none for now. */
  async take(may: (one: Waiting) => boolean): Promise<Waiting | undefined> {
    if (!this.dry && this.queue.length === 0) await this.read();
    const index = this.queue.findIndex(may);
    const [next] = index < 0 ? [] : this.queue.splice(index, 1);
    if (next) this.taken.add(next._id);
    if (!this.dry && this.queue.length < READ_AGAIN_AT) void this.read().catch(() => (this.dry = true));
    return next;
  }

  /** What became of it is written: if it waits again, it may be read again. */
  settled = ({ _id }: Waiting): void => void this.taken.delete(_id);
}

/**
 * One process's part in sending for the bot. `round` sends what is due for as long as its lease may be used, if this
 * process holds the bot's lease or can take it: it answers how many left, or null while somebody else holds it.
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

  /** Uses a turn that was given: `seconds` that Telegram asks to wait, `row` null when there was nothing to send. */
  async function takeTurn(own: Pace, due: Due, holder: number): Promise<{ next: Waiting | undefined; row: NoticeRow | null; seconds: number }> {
    let used = false;
    const onAnswer = () => {
      used = true;
      own.answered(now().getTime());
    };
    try {
      const next = await due.take((one) => own.takeChat(one.chatId, now().getTime()));
      const row = next ? await claimNotice({ id: next._id, fence: holder }) : null;
      return { next, row, seconds: row ? await deliverNotice({ row, onAnswer }) : 0 };
    } finally {
      if (!used) own.unused();
    }
  }

  /** Takes one after the other, in turn; what is too early for its chat stays for the next round. */
  async function lane(lease: SenderLease, due: Due, signal: AbortSignal | undefined): Promise<number> {
    const own = paceFor(lease);
    for (let sent = 0; ; ) {
      if (signal?.aborted || lease.until.getTime() - now().getTime() < LEASE_REST_MS) return sent;
      const wait = own.turn(now().getTime());
      if (wait > LEASE_REST_MS) return sent;
      if (wait > 0) {
        await sleep(wait, signal);
        continue;
      }
      const { next, row, seconds } = await takeTurn(own, due, lease.fence);
      if (!next) return sent;
      due.settled(next);
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
    const due = new Due();
    const sent = await Promise.all(Array.from({ length: LANES }, () => lane(lease, due, signal)));
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
