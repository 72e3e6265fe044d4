import { ClubError } from "@/lib/platform/errors";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { seatRoleOf } from "./rules";
import { pairId, type RoomRow, seats } from "./store";

type OpenSeat = { room: RoomRow; memberId: string; at: Date; device: string | null; takeOver: boolean; resume: boolean; /** The session is one without the wallet. */ limited: boolean };

export const seatedElsewhere = (): ClubError => new ClubError("conflict", "This member sits in the room on another device.", { reason: "seated_elsewhere" });

export const wasKicked = (): ClubError => new ClubError("forbidden", "A moderator removed you from this room.", { reason: "kicked" });

/**
 * Opens the seat of a member. `kept`: it was open already, by this device or by none; a reload keeps it as it is.
 * `moved`: another device held it and gives it up by this.
 * @throws ClubError conflict (`seated_elsewhere`); forbidden (`kicked`) when a page that resumes was put out meanwhile
 */
export async function openSeat({ room, memberId, at, device, takeOver, resume, limited }: OpenSeat): Promise<"fresh" | "kept" | "moved"> {
  const _id = pairId(room._id, memberId);
  const role = seatRoleOf(room, memberId, false);
  try {
    await seats().insertOne({ _id, roomId: room._id, memberId, role, since: at, endedAt: null, device, seenAt: at, limited });
    return "fresh";
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const reopened = await seats().updateOne({ _id, endedAt: { $ne: null }, ...(resume ? { kickedAt: null } : {}) }, { $set: { endedAt: null, since: at, role, device, seenAt: at, mutedAt: null, kickedAt: null, limited } });
  if (reopened.matchedCount === 1) return "fresh";
  if (resume && (await seats().findOne({ _id, endedAt: { $ne: null }, kickedAt: { $ne: null } }))) throw wasKicked();
  if (device === null) return "kept";
  if (await touchSeat({ roomId: room._id, memberId, device, seenAt: at, limited })) return "kept";
  if (!takeOver) throw seatedElsewhere();
  await seats().updateOne({ _id, endedAt: null }, { $set: { device, seenAt: at, limited } });
  return "moved";
}

/** Notes that a device still sits in its seat; false when the seat is closed or another device's. */
export async function touchSeat({ roomId, memberId, device, seenAt, limited }: { roomId: string; memberId: string; device: string; seenAt: Date; limited: boolean }): Promise<boolean> {
  const held = { _id: pairId(roomId, memberId), endedAt: null, device: { $in: [null, device] } };
  return (await seats().updateOne(held, { $set: { device, seenAt, limited } })).matchedCount === 1;
}
