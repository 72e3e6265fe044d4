import type { NotCounted } from "../xp/schema";
import { atLeast, common, lengthOf, type Span, united, without } from "./spans";

/** Signs of presence are kept in steps of this length: never longer than the shortest window they open. */
export const PROOF_SLOT_MS = 30_000;
const HOUR_MS = 3_600_000;
export const proofHour = (at: Date): number => Math.floor(at.getTime() / HOUR_MS);

const PROMPT_AFTER_MS = { least: 10 * 60_000, most: 19 * 60_000 };
/** How long a prompt may be answered. */
export const PROMPT_LIFE_MS = 120_000;
/** How long after an unanswered prompt the second one comes. */
export const REPEAT_PROMPT_MS = 60_000;

/** When to ask next, after a sign of presence or an unanswered prompt: at a moment nobody can foresee, but before the usual window closes. */
export const nextPromptAt = (after: Date, chance: number): Date => new Date(after.getTime() + PROMPT_AFTER_MS.least + chance * (PROMPT_AFTER_MS.most - PROMPT_AFTER_MS.least));

/** The start of the UTC-aligned bucket that holds the moment. Epoch ms. */
export const bucketStart = (at: number, bucketSeconds: number): number => Math.floor(at / (bucketSeconds * 1000)) * bucketSeconds * 1000;

/** How often a live room is listed: every 30 s, and at least twice in a bucket. ms */
export const listIntervalMs = (bucketSeconds: number): number => Math.min(30_000, (bucketSeconds * 1000) / 2);

export type Connection = { memberId: string; joinedAt: Date; lastSeen: Date; leftAt?: Date; closedAt?: Date; standard?: boolean; aborted?: boolean };

/** Hidden and non-standard participants and connections that never came about do not earn, and are nobody's company. */
export const earns = (connection: Connection): boolean => connection.standard === true && connection.aborted !== true;

/**
 * The time a connection is known to have been there: up to the voice server's own end, else to our own, else to the
 * last sight of it. An open connection has no time after it was last seen.
 */
export function spanOf({ joinedAt, lastSeen, leftAt, closedAt }: Connection): Span {
  return { from: joinedAt.getTime(), to: leftAt ? leftAt.getTime() : Math.max(lastSeen.getTime(), closedAt?.getTime() ?? 0) };
}

/** Each member's time in a room, all their tabs and devices taken together. */
export function presenceOf(connections: readonly Connection[]): Map<string, Span[]> {
  const earning = Map.groupBy(connections.filter(earns), (connection) => connection.memberId);
  return new Map([...earning].map(([memberId, own]) => [memberId, united(own.map(spanOf))]));
}

/** The time that signs of presence cover: each opens a window of `windowSeconds`. The first entry is a sign. */
export function proofSpans(signs: readonly { first: Date; last: Date }[], firstEntry: number | null, windowSeconds: number): Span[] {
  const windows = signs.map(({ first, last }) => ({ from: first.getTime(), to: last.getTime() + windowSeconds * 1000 }));
  if (firstEntry !== null) windows.push({ from: firstEntry, to: firstEntry + windowSeconds * 1000 });
  return united(windows);
}

export type BucketRoom = {
  roomId: string;
  liveAt: number;
  /** Null while it is live. */
  endedAt: number | null;
  /** Somebody on stage had an open microphone in this bucket, by the voice server's own list. */
  openMicrophone: boolean;
  present: ReadonlyMap<string, readonly Span[]>;
  proofs: ReadonlyMap<string, readonly Span[]>;
};

export type BucketResult = {
  memberId: string;
  /** Counted seconds in all rooms together; no second is in two rooms. */
  seconds: number;
  byRoom: { roomId: string; seconds: number }[];
  /** The room with most counted seconds, else with most time. */
  roomId: string;
  /** Why less than half of the bucket counted; null when it did. */
  missed: NotCounted | null;
};

/**
 * One bucket for everybody who was in any of the rooms. Counted is: connected, the room live, at least two distinct
 * members there, a sign of presence not too old, and an open microphone on stage in this bucket. Time in two rooms at
 * once belongs to the one that went live first. `taken` is time that another bucket length already pays for.
 */
export function settleBucket({ bucket, rooms, taken }: { bucket: Span; rooms: readonly BucketRoom[]; taken?: ReadonlyMap<string, readonly Span[]> }): BucketResult[] {
  const ordered = [...rooms].sort((a, b) => a.liveAt - b.liveAt || (a.roomId < b.roomId ? -1 : 1));
  const stays = new Map<string, Stay[]>();
  for (const room of ordered) {
    const live = common([bucket], [{ from: room.liveAt, to: room.endedAt ?? bucket.to }]);
    const company = atLeast(2, room.present.values());
    for (const [memberId, spans] of room.present) {
      const there = common(spans, live);
      if (there.length === 0) continue;
      const together = common(there, company);
      const proven = common(together, room.proofs.get(memberId) ?? []);
      const own = stays.get(memberId) ?? [];
      const used = [...(taken?.get(memberId) ?? []), ...own.flatMap((stay) => stay.counted)];
      own.push({ roomId: room.roomId, there, together, proven, counted: room.openMicrophone ? without(proven, used) : [] });
      stays.set(memberId, own);
    }
  }
  const half = (bucket.to - bucket.from) / 2;
  return [...stays].map(([memberId, own]) => resultOf(memberId, own, half));
}

type Stay = { roomId: string; there: Span[]; together: Span[]; proven: Span[]; counted: Span[] };

function resultOf(memberId: string, stays: readonly Stay[], half: number): BucketResult {
  const most = (a: Stay, b: Stay) => lengthOf(b.counted) - lengthOf(a.counted) || lengthOf(b.there) - lengthOf(a.there);
  const main = [...stays].sort(most)[0];
  if (!main) throw new Error("a member without a stay has no result");
  const countedMs = stays.reduce((sum, stay) => sum + lengthOf(stay.counted), 0);
  const byRoom = stays.map(({ roomId, counted }) => ({ roomId, seconds: Math.floor(lengthOf(counted) / 1000) })).filter(({ seconds }) => seconds > 0);
  return { memberId, seconds: Math.floor(countedMs / 1000), byRoom, roomId: main.roomId, missed: countedMs >= half ? null : reasonOf(main, half) };
}

/** What took most of the time. Whoever was there for less than half of the bucket has no other reason. */
function reasonOf({ there, together, proven, counted }: Stay, half: number): NotCounted {
  if (lengthOf(there) < half) return "short";
  const lost: [NotCounted, number][] = [
    ["alone", lengthOf(there) - lengthOf(together)],
    ["no_proof", lengthOf(together) - lengthOf(proven)],
    ["no_open_microphone", counted.length === 0 ? lengthOf(proven) : 0],
  ];
  const [reason, ms] = lost.sort((a, b) => b[1] - a[1])[0] ?? ["short", 0];
  return ms > 0 ? reason : "short";
}

/** Whether counted seconds in one room are enough for `live_attendance`; the share counts once the room has ended. */
export function attended(options: { countedSeconds: number; roomSeconds: number | null; attendanceSeconds: number; share: number; shareMinRoomSeconds: number }): boolean {
  const { countedSeconds, roomSeconds, attendanceSeconds, share, shareMinRoomSeconds } = options;
  if (countedSeconds >= attendanceSeconds) return true;
  return roomSeconds !== null && roomSeconds >= shareMinRoomSeconds && countedSeconds >= share * roomSeconds;
}
