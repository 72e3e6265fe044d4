import { awardAttendance } from "@/lib/xp/award-attendance";
import { recordNotCounted } from "@/lib/xp/record-not-counted";
import { attended } from "./attendance-rules";
import { counted, findSessions } from "./attendance-store";
import type { Track } from "./settle-order";
import { settleSpeech } from "./settle-speech";
import { pairId } from "./store";

const IDS_A_READ = 1_000;

/** What a whole room pays once all its buckets are settled: attendance by share of the room, and measured speech. */
export async function finishSettling({ track }: { track: Track }): Promise<void> {
  const memberIds = [...new Set((await findSessions(track.row)).map((session) => session.memberId))];
  const endedAt = track.endedAt ?? track.next;
  await decideAttendance({ track, memberIds, roomSeconds: (endedAt - track.liveAt) / 1000, at: new Date(endedAt) });
  await settleSpeech({ roomId: track.room._id, title: track.room.title, version: track.version, numbers: track.numbers, at: new Date(endedAt) });
}

type DecideAttendance = { track: Track; memberIds: readonly string[]; /** Null while the room is live. */ roomSeconds: number | null; at: Date };

/** Pays `live_attendance` to those of the members whose counted time in the room is enough by now. */
export async function decideAttendance({ track, memberIds, roomSeconds, at }: DecideAttendance): Promise<void> {
  const { room, numbers, version } = track;
  for (let start = 0; start < memberIds.length; start += IDS_A_READ) {
    const ids = memberIds.slice(start, start + IDS_A_READ).map((memberId) => pairId(room._id, memberId));
    const enough = (await counted().find({ _id: { $in: ids } }).toArray())
      .map((row) => ({ ...row, seconds: Object.values(row.buckets).reduce((sum, value) => sum + value, 0) }))
      .filter((row) => !row.attended && attended({ countedSeconds: row.seconds, roomSeconds, attendanceSeconds: numbers.attendanceSeconds, share: numbers.attendanceShare, shareMinRoomSeconds: numbers.attendanceShareMinRoomSeconds }))
      .map(({ _id, seconds }) => ({ _id, memberId: _id.slice(room._id.length + 1), evidence: { roomId: room._id, roomTitle: room.title, from: new Date(track.liveAt), to: at, seconds } }));
    if (enough.length === 0) continue;
    const results = await awardAttendance({ roomId: room._id, liveAt: new Date(track.liveAt), at, version, numbers, attended: enough });
    const limited = enough.filter((_, index) => results[index] === "daily-limit");
    await recordNotCounted({
      rows: limited.map(({ memberId, evidence: { seconds, ...evidence } }) => ({ _id: `live_attendance:${room._id}:${memberId}`, memberId, ...evidence, ruleVersion: version, reason: "daily_limit" as const, countedSeconds: seconds })),
    });
    await counted().updateMany({ _id: { $in: enough.map((row) => row._id) } }, { $set: { attended: true } });
  }
}
