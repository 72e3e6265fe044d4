import { enqueue } from "@/lib/jobs/queue";
import { writeAudit } from "@/lib/membership/write-audit";
import { now } from "@/lib/platform/clock";
import { currentRules } from "@/lib/xp/read-rules";
import { moveRoom } from "./move-room";
import { requireRoom, requireRun, wrongState } from "./require-room";
import { type Actor, canMove } from "./rules";
import type { RoomView } from "./schema";
import type { RoomRow } from "./store";
import { viewRoom } from "./view-room";
import { dropVoiceRoom, makeVoiceRoom } from "./voice-room";

/** Tells linked members that the room is live, once for each time it went live. */
export const announceRoom = ({ room }: { room: Pick<RoomRow, "_id" | "liveAt"> }): Promise<boolean> =>
  enqueue({ name: "announce-room", key: `${room._id}:${room.liveAt?.getTime() ?? 0}`, input: { roomId: room._id } });

/**
 * Takes a room live: its voice room first, so that nobody finds a live room without sound, then the state, with the XP
 * rules of this moment. Without a configured voice server it goes live silent.
 * @throws ClubError not_found; forbidden (`host_required`); conflict (`wrong_state`); unavailable (`voice_away`), then
 *   nothing has changed
 */
export async function startRoom({ roomId, actor }: { roomId: string; actor: Actor }): Promise<RoomView> {
  const room = await requireRun({ roomId, actor });
  if (!canMove(room.state, "start")) throw wrongState(room.state);
  const { version } = await currentRules();
  await makeVoiceRoom({ room, ver: room.ver + 1 });
  let live: RoomRow;
  try {
    live = await moveRoom({ room, move: "start", set: { liveAt: now(), ruleVersion: version, emptySince: null, hostAwaySince: null } });
  } catch (error) {
    if ((await requireRoom({ roomId })).state !== "live") await dropVoiceRoom({ roomId });
    throw error;
  }
  await announceRoom({ room: live });
  await writeAudit({ action: "room.started", byId: actor.id, roomId });
  return viewRoom(live);
}
