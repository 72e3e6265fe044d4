/** A number whose message has not come after this long is not coming: its sender crashed or gave up. */
export const LOST_AFTER_MS = 5_000;
export const PAGE = 100;
/** A room gets at most four reaction events a second, however many tap. */
export const FLUSH_MS = 250;

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

export const canDeleteMessage = (viewer: { id: string; moderator: boolean }, message: { memberId: string }): boolean => viewer.moderator || viewer.id === message.memberId;
