import { writeAudit } from "@/lib/membership/write-audit";
import { now } from "@/lib/platform/clock";
import { claimPlace, freePlace, noteRole } from "./claim-place";
import { publishRoomChanged, publishStage } from "./publish-room";
import { isBanned } from "./refuse-banned";
import { requireRoom, wrongState } from "./require-room";
import { type RoomRow, rooms } from "./store";
import { projectVoiceRole } from "./voice-room";

/** Whom the audit names where the club itself acted. */
export const CLUB = "club";

/**
 * Makes somebody else the host of an open room, by one guarded update: of two at once one wins. The host so far, unless
 * banned from the room, is a cohost from then on, and gives the host's place on stage to the new one, who comes on stage with the microphone off.
 * @throws ClubError conflict (`wrong_state`) when the room changed meanwhile
 */
export async function handOver({ room, toId, byId }: { room: RoomRow; toId: string; byId: string }): Promise<RoomRow> {
  const stays = !(await isBanned({ roomId: room._id, memberId: room.hostId }));
  const cohostIds = [...room.cohostIds.filter((id) => id !== toId), ...(stays ? [room.hostId] : [])];
  const after = await rooms().findOneAndUpdate(
    { _id: room._id, state: room.state, ver: room.ver },
    { $set: { hostId: toId, cohostIds, hostAwaySince: null }, $inc: { ver: 1 } },
    { returnDocument: "after" },
  );
  if (!after) throw wrongState((await requireRoom({ roomId: room._id })).state);
  await freePlace({ roomId: room._id, memberId: room.hostId });
  await projectVoiceRole({ room: after, memberId: room.hostId, role: "listener" });
  await noteRole({ room: after, memberId: room.hostId, onStage: false });
  await claimPlace({ room: after, memberId: toId, at: now() });
  await noteRole({ room: after, memberId: toId, onStage: true });
  await projectVoiceRole({ room: after, memberId: toId, role: "stage" });
  await writeAudit({ action: "room.host_changed", byId, onId: toId, roomId: room._id });
  await publishRoomChanged(after);
  await publishStage({ roomId: room._id });
  return after;
}
