import type { RuleNumbers } from "@/lib/xp/schema";
import type { AttendanceRoomRow, SessionRow } from "./attendance-store";
import type { Span } from "./spans";
import type { RoomRow } from "./store";

/** One room on its way through its buckets. Times in epoch ms. */
export type Track = {
  room: RoomRow;
  row: AttendanceRoomRow;
  version: string;
  numbers: RuleNumbers;
  liveAt: number;
  endedAt: number | null;
  /** Start of the first bucket that is not settled. */
  next: number;
  /** The room's connections, once they were read in this turn. */
  sessions?: SessionRow[];
};

/** A live room whose list is late is waited for this long, then settled with what is known. */
const LONGEST_WAIT_MS = 30 * 60_000;

export const bucketsDone = ({ endedAt, next }: Pick<Track, "endedAt" | "next">): boolean => endedAt !== null && next >= endedAt;

export const overlaps = ({ liveAt, endedAt }: Pick<Track, "liveAt" | "endedAt">, bucket: Span): boolean => liveAt < bucket.to && (endedAt === null || endedAt > bucket.from);

/** Old enough to be settled, and, while the room is live, seen since the bucket ended: what was not seen does not count. */
function isDue({ numbers, endedAt, row }: Track, bucket: Span, at: number): boolean {
  if (at < bucket.to + numbers.settleSeconds * 1000) return false;
  return endedAt !== null || (row.seenAt?.getTime() ?? 0) >= bucket.to || at >= bucket.to + LONGEST_WAIT_MS;
}

/**
 * The earliest unsettled bucket among rooms of one bucket length, or null while it is not due in each of the rooms
 * it touches: time is united over rooms, so they are settled together.
 */
export function nextBucket(group: readonly Track[], at: number): Span | null {
  const open = group.filter((track) => !bucketsDone(track));
  const length = (open[0]?.numbers.bucketSeconds ?? 0) * 1000;
  if (length === 0) return null;
  const from = Math.min(...open.map((track) => track.next));
  const bucket = { from, to: from + length };
  return group.filter((track) => overlaps(track, bucket)).every((track) => isDue(track, bucket, at)) ? bucket : null;
}
