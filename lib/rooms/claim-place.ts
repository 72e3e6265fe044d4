import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { keepTurn } from "./keep-turn";
import { seatRoleOf, slotsFor } from "./rules";
import { findPlace, findRoomRow, findStage, pairId, type RoomRow, seats, slotId, stage, type StageRow } from "./store";
import { projectVoiceRole } from "./voice-room";

export const stageFull = (room: Pick<RoomRow, "stageLimit">): ClubError =>
  new ClubError("conflict", "The stage is full.", { reason: "stage_full", details: { stageLimit: room.stageLimit } });

/** Whether a place that the member may take is free. A claim may still lose it. */
export async function hasFreePlace({ room, memberId }: { room: RoomRow; memberId: string }): Promise<boolean> {
  const taken = new Set((await findStage(room)).map((row) => row._id));
  return slotsFor(room, memberId).some((slot) => !taken.has(slotId(room._id, slot)));
}

/** Takes the host's slot from whoever kept it from before the room was given away: a crash in between, a late entering. */
async function clearHostSlot(roomId: string, hostId: string, at: Date): Promise<void> {
  const kept = await stage().findOne({ _id: slotId(roomId, 0), memberId: { $ne: hostId } });
  if (!kept) return;
  // Once more: who asks may be the host so far, by a room read before it was given away.
  const room = await findRoomRow(roomId);
  if (room?.hostId !== hostId) return;
  await keepTurn({ room, place: kept, at });
  await stage().deleteOne({ _id: kept._id, memberId: kept.memberId });
  await noteRole({ room, memberId: kept.memberId, onStage: false });
  await projectVoiceRole({ room, memberId: kept.memberId, role: "listener" });
}

/**
 * Claims a place on stage by inserting its slot: however many try at once, a slot goes to one. Somebody who has a place
 * keeps it, and the host's goes to nobody but the host. The caller gives a `fresh` place back when what it was claimed for does not happen.
 * @throws ClubError conflict (`stage_full`)
 */
export async function claimPlace({ room, memberId, at }: { room: RoomRow; memberId: string; at: Date }): Promise<{ place: StageRow; fresh: boolean }> {
  const had = await findPlace(room._id, memberId);
  if (had) return { place: had, fresh: false };
  if (memberId === room.hostId) await clearHostSlot(room._id, memberId, at);
  const taken = new Set((await findStage(room)).map((row) => row._id));
  for (const slot of slotsFor(room, memberId)) {
    const place: StageRow = { _id: slotId(room._id, slot), roomId: room._id, memberId, since: at };
    if (taken.has(place._id)) continue;
    try {
      await stage().insertOne(place);
      return { place, fresh: true };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const mine = await findPlace(room._id, memberId);
      if (mine) return { place: mine, fresh: false };
    }
  }
  throw stageFull(room);
}

/** Gives a place back, and keeps how long it was held; false when the member had none. */
export async function freePlace({ roomId, memberId }: { roomId: string; memberId: string }): Promise<boolean> {
  const [place, room] = await Promise.all([findPlace(roomId, memberId), findRoomRow(roomId)]);
  if (place && room) await keepTurn({ room, place, at: now() });
  return (await stage().deleteOne({ roomId, memberId })).deletedCount === 1;
}

/** Notes in the seat what its holder is in the room now. */
export async function noteRole({ room, memberId, onStage }: { room: RoomRow; memberId: string; onStage: boolean }): Promise<void> {
  await seats().updateOne({ _id: pairId(room._id, memberId) }, { $set: { role: seatRoleOf(room, memberId, onStage) } });
}
