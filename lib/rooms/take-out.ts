import { freePlace } from "./claim-place";
import { countListeners } from "./count-listeners";
import { publishHands, publishStage } from "./publish-room";
import { closeSeat, findSeat, hands, pairId } from "./store";
import { dropVoice } from "./voice-room";

type TakeOut = {
  roomId: string;
  memberId: string;
  at: Date;
  /** Only while this page, or none, sits there: one that took over meanwhile stays, with hand, place and sound. */
  device?: string | null;
  /** By a moderator: noted, so that a page which was cut off at that moment does not come back by itself. */
  kicked?: boolean;
};

/**
 * Takes a member out of a room: seat, hand, place on stage, sound. The place after the seat, because whoever accepts an
 * invite at the same moment looks at the seat again after claiming a place, so no place is left without its seat.
 * @returns whether there was a seat, and whether the voice server followed
 */
export async function takeOut({ roomId, memberId, at, device = null, kicked = false }: TakeOut): Promise<{ seated: boolean; voice: boolean }> {
  const seated = await closeSeat({ roomId, memberId, at, device, kicked });
  if (!seated && device) return { seated, voice: true };
  // Whoever left and came in again before this was over keeps what the new seat has.
  const backAgain = async (): Promise<boolean> => device !== null && (await findSeat(roomId, memberId)) !== null;
  const lowered = await hands().updateOne({ _id: pairId(roomId, memberId), state: { $in: ["raised", "invited"] } }, { $set: { state: "lowered" } });
  const freed = !(await backAgain()) && (await freePlace({ roomId, memberId }));
  const voice = (await backAgain()) || (await dropVoice({ roomId, memberId }));
  if (freed) await publishStage({ roomId });
  if (lowered.modifiedCount > 0) await publishHands({ roomId });
  if (seated) countListeners({ roomId });
  return { seated, voice };
}
