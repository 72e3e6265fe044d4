import { type AnyBulkWriteOperation } from "mongodb";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { attendanceRooms, registerSids, type SessionMove, type SessionRow, sessions } from "./attendance-store";

/**
 * Merges what was said about connections, of any rooms, into their rows. Monotone: any order, any repetition and any
 * subset that says the same ends in the same rows. A connection of a room that has ended is closed with the room.
 */
export async function applyMoves({ moves }: { moves: readonly SessionMove[] }): Promise<void> {
  if (moves.length === 0) return;
  const byRoom = Map.groupBy(moves, (move) => move.roomId);
  const rooms = await Promise.all([...byRoom].map(async ([_id, own]) => ({ _id, ...(await registerSids(_id, [...new Set(own.map((move) => move.sid))])) })));
  const isNew = await mergeAll(moves);
  // Read again only where a row was made: a room may have ended between the two writes.
  const ended = isNew ? await attendanceRooms().find({ _id: { $in: [...byRoom.keys()] } }, { projection: { closedAt: 1 } }).toArray() : rooms;
  for (const { _id, closedAt } of ended)
    if (closedAt) await sessions().updateMany({ _id: { $in: byRoom.get(_id)?.map((move) => move.sid) ?? [] }, open: true }, { $set: { open: false, closedAt } });
}

/** True when a row was made. Two that make the same row race once; the loser's update then meets the row. */
async function mergeAll(moves: readonly SessionMove[]): Promise<boolean> {
  const operations = moves.map(merge);
  try {
    return (await sessions().bulkWrite(operations, { ordered: false })).upsertedCount > 0;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    await sessions().bulkWrite(operations, { ordered: false });
    return true;
  }
}

function merge(move: SessionMove): AnyBulkWriteOperation<SessionRow> {
  const { kind, sid, roomId, memberId, at } = move;
  const ends = kind === "left" || kind === "aborted";
  return {
    updateOne: {
      filter: { _id: sid },
      update: {
        $setOnInsert: { roomId, memberId, ...(kind === "seen" ? {} : { absences: 0 }), ...(ends ? {} : { open: true }) },
        $min: { joinedAt: move.joinedAt ?? at },
        $max: { lastSeen: at, ...(ends ? { leftAt: at } : {}) },
        $set: {
          ...(move.standard === undefined ? {} : { standard: move.standard }),
          ...(ends ? { open: false } : {}),
          ...(kind === "aborted" ? { aborted: true } : {}),
          ...(kind === "seen" ? { absences: 0 } : {}),
        },
      },
      upsert: true,
    },
  };
}
