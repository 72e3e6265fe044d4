import { writeAudit } from "@/lib/membership/write-audit";
import { now } from "@/lib/platform/clock";
import { finishRoom } from "./finish-room";
import { moveRoom } from "./move-room";
import { requireRun } from "./require-room";
import type { Actor } from "./rules";
import type { RoomView } from "./schema";
import { viewRoom } from "./view-room";

/**
 * Ends a live room for everybody. From the move to `ending` on, nobody gets a token, a seat, a hand or a message in.
 * Answers with `ending` instead of `ended` when the voice server could not be told; that is finished later.
 * @throws ClubError not_found; forbidden (`host_required`); conflict (`wrong_state`)
 */
export async function endRoom({ roomId, actor }: { roomId: string; actor: Actor }): Promise<RoomView> {
  const ending = await moveRoom({ room: await requireRun({ roomId, actor }), move: "end", set: { endedAt: now() } });
  await writeAudit({ action: "room.ended", byId: actor.id, roomId });
  return viewRoom(await finishRoom({ room: ending }));
}
