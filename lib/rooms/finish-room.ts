import { now } from "@/lib/platform/clock";
import { closeAttendance } from "./attendance-close";
import { keepTurn } from "./keep-turn";
import { moveRoom } from "./move-room";
import { payHands } from "./pay-hand";
import { payThanks } from "./pay-thanks";
import { clearRoom, findStage, type RoomRow } from "./store";
import { drainVoiceRoom, dropVoiceRoom } from "./voice-room";

/**
 * Brings a room from `ending` to `ended`: no seats, no hands, no open attendance; then, once its people have left the
 * sound by themselves or 8 s later, no voice room. Every step may be repeated.
 * While the voice server cannot be told, the room stays in `ending` and is tried again later.
 * @returns the room as it is then
 */
export async function finishRoom({ room }: { room: RoomRow }): Promise<RoomRow> {
  const at = room.endedAt ?? now();
  for (const place of await findStage(room)) await keepTurn({ room, place, at });
  await clearRoom(room, at);
  await payHands({ room });
  await payThanks({ room });
  await closeAttendance({ roomId: room._id, at });
  await drainVoiceRoom({ roomId: room._id });
  if (!(await dropVoiceRoom({ roomId: room._id }))) return room;
  return moveRoom({ room, move: "finish", set: { listeners: 0, emptySince: null } });
}
