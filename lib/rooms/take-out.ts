import { freePlace } from "./claim-place";
import { countListeners } from "./count-listeners";
import { publishHands, publishStage } from "./publish-room";
import { closeSeat, hands, pairId } from "./store";
import { dropVoice } from "./voice-room";

/**
 * Takes a member out of a room: hand, seat, place on stage, sound. In this order, because whoever accepts an invite at
 * the same moment looks at hand and seat again after claiming a place, so no place is left without its seat.
 * @returns whether there was a seat, and whether the voice server followed
 */
export async function takeOut({ roomId, memberId, at }: { roomId: string; memberId: string; at: Date }): Promise<{ seated: boolean; voice: boolean }> {
  const lowered = await hands().updateOne({ _id: pairId(roomId, memberId), state: { $in: ["raised", "invited"] } }, { $set: { state: "lowered" } });
  const seated = await closeSeat(roomId, memberId, at);
  const freed = await freePlace({ roomId, memberId });
  const voice = await dropVoice({ roomId, memberId });
  if (freed) await publishStage({ roomId });
  if (lowered.modifiedCount > 0) await publishHands({ roomId });
  if (seated) await countListeners({ roomId });
  return { seated, voice };
}
