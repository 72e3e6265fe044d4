import { now } from "@/lib/platform/clock";
import { closeAttendance } from "./attendance-close";
import { moveRoom } from "./move-room";
import { payHands } from "./pay-hand";
import { clearRoom, type RoomRow } from "./store";
import { dropVoiceRoom } from "./voice-room";

/**
 * Brings a room from `ending` to `ended`: no sound, no seats, no hands, no open attendance. Every step may be repeated.
 * While the voice server cannot be told, the room stays in `ending` and is tried again later.
 * @returns the room as it is then
 */
export async function finishRoom({ room }: { room: RoomRow }): Promise<RoomRow> {
  const at = room.endedAt ?? now();
  await clearRoom(room, at);
  await payHands({ room });
  await closeAttendance({ roomId: room._id, at });
  if (!(await dropVoiceRoom({ roomId: room._id }))) return room;
  return moveRoom({ room, move: "finish", set: { listeners: 0, emptySince: null } });
}
