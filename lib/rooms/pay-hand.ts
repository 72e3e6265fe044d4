import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { awardXp } from "@/lib/xp/award-xp";
import { rulesOfVersion } from "@/lib/xp/read-rules";
import { findHandRow, findVisitorHands, type HandRow, hands, type RoomRow } from "./store";

/** A hand is worth XP when a moderator, not its owner, accepted it while the room was live; once per room and member. */
const isOwed = (room: RoomRow, hand: HandRow): boolean =>
  room.ruleVersion !== null && hand.state === "accepted" && hand.raised && hand.paidAt === null && hand.invitedById !== null && hand.invitedById !== hand.memberId;

async function pay(room: RoomRow, hand: HandRow): Promise<void> {
  if (!room.ruleVersion || !isOwed(room, hand)) return;
  const at = now();
  const { handXp } = await rulesOfVersion({ version: room.ruleVersion });
  if (handXp > 0)
    await awardXp({
      rule: "hand_raises",
      cause: room._id,
      memberId: hand.memberId,
      amount: handXp,
      ruleVersion: room.ruleVersion,
      at,
      evidence: { roomId: room._id, roomTitle: room.title, ...(hand.invitedById ? { byId: hand.invitedById } : {}) },
    });
  await hands().updateOne({ _id: hand._id, seq: hand.seq, paidAt: null }, { $set: { paidAt: at } });
}

/** Pays an accepted hand. What fails here is owed still, and paid by payHands: nobody loses the stage over it. */
export async function payHand({ room, memberId }: { room: RoomRow; memberId: string }): Promise<void> {
  try {
    const hand = await findHandRow(room._id, memberId);
    if (hand) await pay(room, hand);
  } catch (error) {
    log("rooms").warn({ roomId: room._id, memberId, err: error }, "a hand is not paid yet");
  }
}

/** Pays every hand of a room that is still owed. */
export async function payHands({ room }: { room: RoomRow }): Promise<void> {
  for (const hand of await findVisitorHands(room)) await pay(room, hand);
}
