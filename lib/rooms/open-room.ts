import { moveRoom } from "./move-room";
import { requireRun } from "./require-room";
import type { Actor } from "./rules";
import type { RoomView } from "./schema";
import { viewRoom } from "./view-room";

/**
 * Opens the lobby: people may come in, chat and raise hands; there is no sound yet.
 * @throws ClubError not_found; forbidden (`host_required`); conflict (`wrong_state`)
 */
export async function openRoom({ roomId, actor }: { roomId: string; actor: Actor }): Promise<RoomView> {
  return viewRoom(await moveRoom({ room: await requireRun({ roomId, actor }), move: "open" }));
}
