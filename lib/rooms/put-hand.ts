import { isDuplicateKey } from "@/lib/platform/mongo";
import { requireRoom, wrongState } from "./require-room";
import { isOpen } from "./rules";
import { findHandRow, type HandRow, hands, pairId, type RoomRow, rooms } from "./store";

/**
 * The next number in the queue of an open room.
 * @param whileUnlocked refuses, with null, when the hands were locked meanwhile
 * @throws ClubError conflict (`wrong_state`) when the room is no longer open
 */
export async function nextHandSeq({ room, whileUnlocked }: { room: RoomRow; whileUnlocked: boolean }): Promise<number | null> {
  const open = { _id: room._id, state: { $in: ["lobby" as const, "live" as const] } };
  const after = await rooms().findOneAndUpdate({ ...open, ...(whileUnlocked ? { handsLocked: false } : {}) }, { $inc: { handSeq: 1 } }, { returnDocument: "after", projection: { handSeq: 1 } });
  if (after) return after.handSeq;
  const current = await requireRoom({ roomId: room._id });
  if (!isOpen(current.state)) throw wrongState(current.state);
  return null;
}

/**
 * Puts a hand up unless one is up already: one hand per member and room, however many try at once.
 * @returns the hand that is up then, and whether it is this one
 */
export async function putHand({ hand, at }: { hand: Omit<HandRow, "_id">; at: Date }): Promise<{ hand: HandRow; fresh: boolean }> {
  const _id = pairId(hand.roomId, hand.memberId);
  try {
    await hands().insertOne({ _id, ...hand });
    return { hand: { _id, ...hand }, fresh: true };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const put = await hands().findOneAndUpdate(
    { _id, $or: [{ state: { $nin: ["raised", "invited"] } }, { state: "invited", inviteExpiresAt: { $lte: at } }] },
    { $set: hand },
    { returnDocument: "after" },
  );
  if (put) return { hand: put, fresh: true };
  return { hand: (await findHandRow(hand.roomId, hand.memberId)) ?? { _id, ...hand }, fresh: false };
}

/** Lowers a hand that is up; false when it was not. */
export async function putDown({ roomId, memberId }: { roomId: string; memberId: string }): Promise<boolean> {
  const lowered = await hands().updateOne({ _id: pairId(roomId, memberId), state: { $in: ["raised", "invited"] } }, { $set: { state: "lowered" } });
  return lowered.modifiedCount === 1;
}
