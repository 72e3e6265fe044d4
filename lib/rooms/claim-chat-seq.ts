import { requireRoom, wrongState } from "./require-room";
import { isOpen } from "./rules";
import { rooms } from "./store";

/**
 * The next number for a message of an open room; a number is given once. From the end of the room on none is given,
 * so nothing can be said in a room that is over.
 * @throws ClubError not_found; conflict (`wrong_state`)
 */
export async function claimChatSeq({ roomId }: { roomId: string }): Promise<number> {
  const after = await rooms().findOneAndUpdate({ _id: roomId, state: { $in: ["lobby", "live"] } }, { $inc: { chatSeq: 1 } }, { returnDocument: "after", projection: { chatSeq: 1, state: 1 } });
  if (after && isOpen(after.state)) return after.chatSeq;
  throw wrongState((await requireRoom({ roomId })).state);
}
