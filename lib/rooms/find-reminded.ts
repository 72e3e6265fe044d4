import { findRoomRow } from "./store";

/** A planned room with those who asked to be reminded; null when it is not planned for that moment any more. */
export async function findReminded({ roomId, scheduledAt }: { roomId: string; scheduledAt: string }): Promise<{ title: string; memberIds: string[] } | null> {
  const room = await findRoomRow(roomId);
  if (room?.scheduledAt?.toISOString() !== scheduledAt || (room.state !== "scheduled" && room.state !== "lobby")) return null;
  return { title: room.title, memberIds: room.remindIds ?? [] };
}
