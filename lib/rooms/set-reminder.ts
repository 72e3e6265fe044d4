import { ClubError } from "@/lib/platform/errors";
import { requireRoom, wrongState } from "./require-room";
import { type Actor, canSeeRoom } from "./rules";
import { rooms } from "./store";

/**
 * Remembers that a member wants to hear before a planned room begins, or forgets it. Twice is once.
 * @throws ClubError not_found; conflict (`wrong_state`) when asked for a room that is not planned
 */
export async function setReminder({ roomId, actor, wanted }: { roomId: string; actor: Actor; wanted: boolean }): Promise<void> {
  const room = await requireRoom({ roomId });
  if (!canSeeRoom(actor, room)) throw new ClubError("not_found", "There is no such room.", { reason: "no_room" });
  if (!wanted) return void (await rooms().updateOne({ _id: roomId }, { $pull: { remindIds: actor.id } }));
  const set = await rooms().updateOne({ _id: roomId, state: "scheduled" }, { $addToSet: { remindIds: actor.id } });
  if (set.matchedCount === 0) throw wrongState((await requireRoom({ roomId })).state);
}
