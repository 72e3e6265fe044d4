/** A number whose message has not come after this long is not coming: its sender crashed or gave up. */
export const LOST_AFTER_MS = 5_000;
export const PAGE = 100;
/** A room gets at most four reaction events a second, however many tap. */
export const FLUSH_MS = 250;
/** So long an author may change or take back what they wrote. */
export const OWN_CHANGE_MS = 5 * 60_000;

/** The numbers to read: after `after`, or the last ones before `before`, or the last ones. Both ends included. */
export function pageOf({ after, before, lastSeq }: { after?: number | undefined; before?: number | undefined; lastSeq: number }): { first: number; last: number } {
  if (after !== undefined) return { first: after + 1, last: Math.min(lastSeq, after + PAGE) };
  const last = Math.min(lastSeq, before === undefined ? lastSeq : before - 1);
  return { first: Math.max(1, last - PAGE + 1), last };
}

/**
 * The numbers of a page that have no message and will get none: something later is older than 5 s. A younger gap is
 * left out, because its message may be on its way.
 */
export function lostSeqs({ first, last, rows, now }: { first: number; last: number; rows: readonly { seq: number; at: Date }[]; now: Date }): number[] {
  const present = new Set(rows.map((row) => row.seq));
  const settled = Math.max(0, ...rows.filter((row) => now.getTime() - row.at.getTime() > LOST_AFTER_MS).map((row) => row.seq));
  const lost: number[] = [];
  for (let seq = first; seq <= Math.min(last, settled); seq += 1) if (!present.has(seq)) lost.push(seq);
  return lost;
}

/** Whether a message is young enough to be changed or taken back by its author. */
export const isOwnChangeOpen = (message: { at: Date }, at: Date): boolean => at.getTime() - message.at.getTime() <= OWN_CHANGE_MS;

/** Seconds until a member may write again in slow mode; 0 when they may now. */
export const paceSeconds = (lastAt: Date | null, slowModeSeconds: number, at: Date): number =>
  lastAt === null ? 0 : Math.max(0, Math.ceil((lastAt.getTime() + slowModeSeconds * 1000 - at.getTime()) / 1000));

/** A mute ends by itself: what counts is the time in it. */
export const isMuteOn = (mute: { until: Date } | undefined, at: Date): boolean => mute !== undefined && mute.until > at;

/** The mutes that are offered; any number of minutes up to a day can be asked for. */
export const MUTE_MINUTES = { five: 5, hour: 60, day: 1_440 } as const;
