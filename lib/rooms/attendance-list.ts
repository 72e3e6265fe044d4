import { applyMoves } from "./attendance-apply";
import { attendanceRooms, findSessions, registerSids, type SessionMove, sessions } from "./attendance-store";

/** Lists in a row without a connection before it is taken to be gone: a single one may have crossed a join. */
const ABSENT_LISTS = 2;

export type Listed = Required<Pick<SessionMove, "sid" | "memberId" | "joinedAt" | "standard">>;

/**
 * Takes one participant list, true as of `at`: connections that no event told are created, those in it were there at
 * that moment, those missing from two lists in a row ended when they were last seen.
 */
export async function takeList({ roomId, at, listed }: { roomId: string; at: Date; listed: readonly Listed[] }): Promise<void> {
  await applyMoves({ moves: listed.map((participant) => ({ ...participant, kind: "seen", roomId, at })) });
  await registerSids(roomId, []);
  const row = await attendanceRooms().findOne({ _id: roomId });
  const present = new Set(listed.map((participant) => participant.sid));
  const absent = (await findSessions({ sids: row?.sids ?? [] })).filter((session) => session.open && !present.has(session._id));
  if (absent.length > 0) await endAbsent(absent.map((session) => session._id));
  // Last: from now on a bucket that ended before `at` may be settled.
  await attendanceRooms().updateOne({ _id: roomId }, { $max: { seenAt: at } });
}

async function endAbsent(sids: string[]): Promise<void> {
  await sessions().updateMany({ _id: { $in: sids }, open: true }, { $inc: { absences: 1 } });
  const gone = (await sessions().find({ _id: { $in: sids } }).toArray()).filter((session) => session.open && session.absences >= ABSENT_LISTS);
  if (gone.length === 0) return;
  await sessions().bulkWrite(
    gone.map((session) => ({ updateOne: { filter: { _id: session._id, open: true, absences: { $gte: ABSENT_LISTS } }, update: { $set: { open: false, closedAt: session.lastSeen } } } })),
    { ordered: false },
  );
}
