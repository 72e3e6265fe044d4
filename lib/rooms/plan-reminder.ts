import { enqueue } from "@/lib/jobs/queue";
import { REMIND_MS } from "./rules";
import type { RoomRow } from "./store";

/**
 * Plans the notice to those who want to hear before a scheduled room begins, once for each time it is planned for. A
 * room that was moved or called off meanwhile is told nothing of by it.
 */
export async function planReminder({ room }: { room: Pick<RoomRow, "_id" | "state" | "scheduledAt"> }): Promise<void> {
  if (room.state !== "scheduled" || !room.scheduledAt) return;
  const scheduledAt = room.scheduledAt.toISOString();
  await enqueue({ name: "remind-room", key: `${room._id}:${room.scheduledAt.getTime()}`, input: { roomId: room._id, scheduledAt }, runAt: new Date(room.scheduledAt.getTime() - REMIND_MS) });
}
