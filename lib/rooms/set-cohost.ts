import { findPeople } from "@/lib/membership/find-people";
import { writeAudit } from "@/lib/membership/write-audit";
import { ClubError } from "@/lib/platform/errors";
import { noteRole } from "./claim-place";
import { publishRoomChanged, publishStage } from "./publish-room";
import { refuseBanned } from "./refuse-banned";
import { requireRun, wrongState } from "./require-room";
import { type Actor, isOver } from "./rules";
import type { RoomView } from "./schema";
import { findPlace, rooms } from "./store";
import { viewRoom } from "./view-room";

const MAX_COHOSTS = 10;

/**
 * Makes somebody a cohost, or no longer one. A cohost moderates the room; the stage is a matter of its own.
 * @throws ClubError not_found (`no_room`, `no_member`); conflict (`wrong_state`, `host_is_no_cohost`,
 *   `too_many_cohosts`); forbidden (`host_required`)
 */
export async function setCohost({ roomId, memberId, actor, cohost }: { roomId: string; memberId: string; actor: Actor; cohost: boolean }): Promise<RoomView> {
  const room = await requireRun({ roomId, actor });
  if (room.state === "ending" || isOver(room.state)) throw wrongState(room.state);
  if (memberId === room.hostId) throw new ClubError("conflict", "The host runs the room already.", { reason: "host_is_no_cohost" });
  if (room.cohostIds.includes(memberId) === cohost) return viewRoom(room);
  if (cohost && !(await findPeople({ ids: [memberId] })).has(memberId)) throw new ClubError("not_found", "There is no such member.", { reason: "no_member" });
  if (cohost) await refuseBanned({ roomId, memberId });
  if (cohost && room.cohostIds.length >= MAX_COHOSTS) throw new ClubError("conflict", `A room has at most ${MAX_COHOSTS} cohosts.`, { reason: "too_many_cohosts" });
  const change = cohost ? { $addToSet: { cohostIds: memberId } } : { $pull: { cohostIds: memberId } };
  const after = await rooms().findOneAndUpdate({ _id: roomId, ver: room.ver }, { ...change, $inc: { ver: 1 } }, { returnDocument: "after" });
  if (!after) throw wrongState(room.state);
  await noteRole({ room: after, memberId, onStage: (await findPlace(roomId, memberId)) !== null });
  await writeAudit({ action: cohost ? "room.cohost_added" : "room.cohost_removed", byId: actor.id, onId: memberId, roomId });
  await publishRoomChanged(after);
  await publishStage({ roomId });
  return viewRoom(after);
}
