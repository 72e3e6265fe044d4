import { writeAudit } from "@/lib/membership/write-audit";
import { now } from "@/lib/platform/clock";
import { moveRoom } from "./move-room";
import { requireRun } from "./require-room";
import type { Actor } from "./rules";
import type { RoomView } from "./schema";
import { clearRoom } from "./store";
import { viewRoom } from "./view-room";

/**
 * Calls off a room that is not live yet; whoever waits in its lobby loses the seat.
 * @throws ClubError not_found; forbidden (`host_required`); conflict (`wrong_state`)
 */
export async function cancelRoom({ roomId, actor }: { roomId: string; actor: Actor }): Promise<RoomView> {
  const room = await moveRoom({ room: await requireRun({ roomId, actor }), move: "cancel", set: { listeners: 0 } });
  await clearRoom(room, now());
  await writeAudit({ action: "room.cancelled", byId: actor.id, roomId });
  return viewRoom(room);
}
