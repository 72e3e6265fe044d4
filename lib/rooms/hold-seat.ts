import { ClubError } from "@/lib/platform/errors";
import { factsOf } from "./room-facts";
import { findRoomRow, findSeats, type RoomRow, rooms } from "./store";

export const roomFull = (capacity: number): ClubError => new ClubError("conflict", "The room is full.", { reason: "room_full", details: { capacity } });

/**
 * Claims one of the room's places by one guarded update, so that however many come at once it never holds more than
 * its limit. Somebody who holds one keeps it. With `beyond` the limit is passed over. Who held one is a visitor from
 * then on.
 * @returns how many places are held now
 * @throws ClubError conflict (`room_full`)
 */
export async function holdSeat({ room, memberId, beyond }: { room: RoomRow; memberId: string; beyond: boolean }): Promise<number> {
  const { capacity } = factsOf(room);
  const free = beyond ? {} : { [`holderIds.${capacity - 1}`]: { $exists: false } };
  const held = await rooms().findOneAndUpdate({ _id: room._id, holderIds: { $ne: memberId }, ...free }, { $push: { holderIds: memberId }, $addToSet: { visitorIds: memberId } }, { returnDocument: "after", projection: { holderIds: 1 } });
  if (held?.holderIds) return held.holderIds.length;
  const holderIds = (await findRoomRow(room._id))?.holderIds ?? [];
  if (!holderIds.includes(memberId)) throw roomFull(capacity);
  return holderIds.length;
}

const missedOnce = new Map<string, Set<string>>();

/**
 * Makes holders and open seats agree again after a crash between the two: a seat without a holder gets one; a holder
 * without a seat is dropped when it had none at the look before either, because whoever is entering has none for a
 * moment.
 */
export async function mendHolders({ room }: { room: RoomRow }): Promise<void> {
  const open = new Set((await findSeats(room)).map((seat) => seat.memberId));
  const holders = room.holderIds ?? [];
  const unheld = [...open].filter((memberId) => !holders.includes(memberId));
  if (unheld.length > 0) await rooms().updateOne({ _id: room._id }, { $addToSet: { holderIds: { $each: unheld } } });
  const idle = holders.filter((memberId) => !open.has(memberId));
  const before = missedOnce.get(room._id);
  const lost = idle.filter((memberId) => before?.has(memberId));
  if (lost.length > 0) await rooms().updateOne({ _id: room._id }, { $pullAll: { holderIds: lost } });
  missedOnce.delete(room._id);
  if (idle.length > lost.length) missedOnce.set(room._id, new Set(idle));
}
