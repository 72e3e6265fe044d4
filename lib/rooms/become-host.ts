import { ClubError } from "@/lib/platform/errors";
import { handOver } from "./hand-over";
import { requireModerated } from "./require-room";
import { requireSeatedRoom } from "./require-seat";
import { type Actor, isAdmin } from "./rules";
import type { RoomView } from "./schema";
import { findSeat, type RoomRow } from "./store";
import { viewRoom } from "./view-room";

const isHostAway = async (room: RoomRow): Promise<boolean> => (room.hostAwaySince ?? null) !== null || (await findSeat(room._id, room.hostId)) === null;

/**
 * A cohost who is in the room becomes its host while the host is away; an admin may at any time. Being the host
 * already changes nothing.
 * @throws ClubError not_found; conflict (`wrong_state`, `host_present`); forbidden (`moderator_required`,
 *   `not_in_room`, `banned_from_room`)
 */
export async function becomeHost({ roomId, actor }: { roomId: string; actor: Actor }): Promise<RoomView> {
  const room = await requireModerated({ roomId, actor });
  if (room.hostId === actor.id) return viewRoom(room);
  await requireSeatedRoom({ roomId, memberId: actor.id });
  if (!isAdmin(actor) && !(await isHostAway(room))) throw new ClubError("conflict", "The host is here.", { reason: "host_present" });
  return viewRoom(await handOver({ room, toId: actor.id, byId: actor.id }));
}
