import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { rulesOfVersion } from "@/lib/xp/read-rules";
import { DEFAULT_VERSION } from "@/lib/xp/rules";
import { bucketStart } from "./attendance-rules";
import { attendanceRooms, dropUnsettled, unsettledRoomIds } from "./attendance-store";
import { finishSettling } from "./settle-end";
import { bucketsDone, nextBucket, overlaps, type Track } from "./settle-order";
import { settleOneBucket } from "./settle-bucket";
import { findRoomRows, type RoomRow } from "./store";

const TURN_MS = 3_000;
/** A long absence of the worker is caught up over several turns. */
const MOST_BUCKETS_A_TURN = 500;
const MOST_ROOMS_A_TURN = 200;

/**
 * Settles, in order of time, every bucket of every live or ended room that is old enough, and then what a whole room
 * pays. Everything it writes has an id of its cause, so that a crash in the middle or a second worker changes
 * nothing; a bucket that was settled stays as it is.
 * @returns ms after which it should be called again
 */
export async function settleAttendance(): Promise<number> {
  const ids = (await unsettledRoomIds()).slice(0, MOST_ROOMS_A_TURN);
  const rooms = new Map((await findRoomRows(ids)).map((room) => [room._id, room]));
  const tracks: Track[] = [];
  for (const id of ids) {
    const room = rooms.get(id);
    if (!room || room.state === "cancelled" || (room.endedAt && !room.liveAt)) await dropUnsettled(id);
    else if (room.liveAt) tracks.push(await trackOf(room, room.liveAt));
  }
  for (const group of Map.groupBy(tracks, (track) => track.numbers.bucketSeconds).values()) await settleGroup(group, tracks);
  for (const track of tracks) {
    if (!bucketsDone(track)) continue;
    await finishSettling({ track });
    await dropUnsettled(track.room._id);
  }
  return TURN_MS;
}

async function trackOf(room: RoomRow, liveAt: Date): Promise<Track> {
  const version = room.ruleVersion ?? DEFAULT_VERSION;
  const numbers = await rulesOfVersion({ version });
  const row = (await attendanceRooms().findOne({ _id: room._id })) ?? { _id: room._id, sids: [] };
  return { room, row, version, numbers, liveAt: liveAt.getTime(), endedAt: room.endedAt?.getTime() ?? null, next: row.settledUntil?.getTime() ?? bucketStart(liveAt.getTime(), numbers.bucketSeconds) };
}

async function settleGroup(group: Track[], all: readonly Track[]): Promise<void> {
  for (let turn = 0; turn < MOST_BUCKETS_A_TURN; turn += 1) {
    const bucket = nextBucket(group, now().getTime());
    if (!bucket) return;
    const tracks = group.filter((track) => overlaps(track, bucket));
    await settleOneBucket({ bucket, tracks, longer: all.filter((track) => track.numbers.bucketSeconds > (group[0]?.numbers.bucketSeconds ?? 0)) });
    for (const track of tracks) {
      if (track.next >= bucket.to) continue;
      await attendanceRooms().updateOne({ _id: track.room._id }, { $max: { settledUntil: new Date(bucket.to) } }, { upsert: true });
      track.next = bucket.to;
    }
    log("attendance").debug({ bucket: new Date(bucket.from), rooms: tracks.length }, "a bucket was settled");
  }
}
