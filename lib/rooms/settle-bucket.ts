import { type AwardXp, awardMany } from "@/lib/xp/award-xp";
import { type NotCountedRow, recordNotCounted } from "@/lib/xp/record-not-counted";
import { type BucketResult, type BucketRoom, presenceOf, settleBucket } from "./attendance-rules";
import { bucketId, counted, findSessions, openMicrophones, type SessionRow } from "./attendance-store";
import { decideAttendance } from "./settle-end";
import { findLastSigns, findProofs } from "./settle-proofs";
import type { Track } from "./settle-order";
import type { Span } from "./spans";
import { pairId } from "./store";

/** Settles one bucket for all rooms it touches: pays it, says why it was not paid, and adds up what each room saw. */
export async function settleOneBucket({ bucket, tracks, longer }: { bucket: Span; tracks: readonly Track[]; longer: readonly Track[] }): Promise<void> {
  const open = new Set((await openMicrophones().find({ _id: { $in: tracks.map((track) => bucketId(track.room._id, bucket.from)) } }).toArray()).map((row) => row._id));
  const rooms: BucketRoom[] = [];
  for (const track of tracks) {
    const found = await sessionsOf(track);
    rooms.push({
      roomId: track.room._id,
      liveAt: track.liveAt,
      endedAt: track.endedAt,
      openMicrophone: open.has(bucketId(track.room._id, bucket.from)),
      present: presenceOf(found),
      proofs: await findProofs({ roomId: track.room._id, sessions: found, bucket, windowSeconds: track.numbers.proofWindowSeconds }),
    });
  }
  const results = settleBucket({ bucket, rooms, taken: await takenBy(longer) });
  const trackOf = new Map(tracks.map((track) => [track.room._id, track]));
  await pay(bucket, results, trackOf);
  await addUp(bucket, results, trackOf);
}

/** Read once a turn: what is told of a connection while its room is being settled is too late for it anyway. */
const sessionsOf = async (track: Track): Promise<SessionRow[]> => (track.sessions ??= await findSessions(track.row));

/** Time in rooms with longer buckets, which pay for it themselves. */
async function takenBy(longer: readonly Track[]): Promise<Map<string, Span[]>> {
  const taken = new Map<string, Span[]>();
  for (const track of longer) {
    for (const [memberId, spans] of presenceOf(await sessionsOf(track))) taken.set(memberId, [...(taken.get(memberId) ?? []), ...spans]);
  }
  return taken;
}

async function pay(bucket: Span, results: readonly BucketResult[], trackOf: ReadonlyMap<string, Track>): Promise<void> {
  const awards: AwardXp[] = [];
  const misses: NotCountedRow[] = [];
  for (const result of results) {
    const track = trackOf.get(result.roomId);
    if (!track) continue;
    const { room, numbers, version } = track;
    const [from, to] = [new Date(bucket.from), new Date(bucket.to)];
    if (result.missed) misses.push({ _id: `${bucket.from / 1000}:${result.memberId}`, memberId: result.memberId, roomId: room._id, roomTitle: room.title, ruleVersion: version, from, to, reason: result.missed, countedSeconds: result.seconds });
    else if (numbers.listeningXp > 0)
      awards.push({
        rule: "listening_time",
        cause: String(bucket.from / 1000),
        memberId: result.memberId,
        amount: numbers.listeningXp,
        ruleVersion: version,
        at: to,
        evidence: { roomId: room._id, roomTitle: room.title, from, to, seconds: result.seconds },
      });
  }
  await awardMany(awards);
  await recordNotCounted({ rows: await withLastSigns(bucket, misses, trackOf) });
}

/** Who gave no sign of presence is told since when. */
async function withLastSigns(bucket: Span, misses: readonly NotCountedRow[], trackOf: ReadonlyMap<string, Track>): Promise<NotCountedRow[]> {
  const rows: NotCountedRow[] = misses.filter((row) => row.reason !== "no_proof");
  for (const [roomId, own] of Map.groupBy(misses.filter((row) => row.reason === "no_proof"), (row) => row.roomId)) {
    const track = trackOf.get(roomId);
    const signs = track ? await findLastSigns({ roomId, memberIds: own.map((row) => row.memberId), sessions: await sessionsOf(track), bucket }) : new Map<string, Date>();
    for (const row of own) {
      const lastSignAt = signs.get(row.memberId);
      rows.push(lastSignAt ? { ...row, lastSignAt } : row);
    }
  }
  return rows;
}

/** Adds the bucket to what each member has in each room, and pays `live_attendance` where that is enough. */
async function addUp(bucket: Span, results: readonly BucketResult[], trackOf: ReadonlyMap<string, Track>): Promise<void> {
  const seconds = results.flatMap(({ memberId, byRoom }) => byRoom.map((entry) => ({ memberId, ...entry })));
  if (seconds.length === 0) return;
  const field = `buckets.${bucket.from / 1000}`;
  await counted().bulkWrite(
    seconds.map(({ memberId, roomId, seconds: value }) => ({ updateOne: { filter: { _id: pairId(roomId, memberId) }, update: { $set: { [field]: value } }, upsert: true } })),
    { ordered: false },
  );
  for (const [roomId, own] of Map.groupBy(seconds, (entry) => entry.roomId)) {
    const track = trackOf.get(roomId);
    if (track) await decideAttendance({ track, memberIds: own.map((entry) => entry.memberId), roomSeconds: null, at: new Date(bucket.to) });
  }
}
