import { attendanceRooms, registerSids, sessions } from "./attendance-store";

/**
 * Ends every open connection of a room at the moment the room ended. The voice server's own events for that are the
 * likeliest to be lost. Repeating it changes nothing: the first moment stays.
 */
export async function closeAttendance({ roomId, at }: { roomId: string; at: Date }): Promise<void> {
  await registerSids(roomId, []);
  await attendanceRooms().updateOne({ _id: roomId, closedAt: { $exists: false } }, { $set: { closedAt: at } });
  // Read after the mark: a connection told from now on sees the mark and closes itself.
  const row = await attendanceRooms().findOne({ _id: roomId });
  if (!row || row.sids.length === 0) return;
  await sessions().updateMany({ _id: { $in: row.sids }, open: true }, { $set: { open: false, closedAt: row.closedAt ?? at } });
}
