import { ClubError } from "@/lib/platform/errors";
import { refuseBanned, refuseBannedPower } from "./refuse-banned";
import { requireRoom } from "./require-room";
import { type Actor, canModerate, isOver } from "./rules";
import { pairId, seats } from "./store";

/**
 * Whether an actor may read a room's chat, and moderate it. Open to whoever sits in the room, to whoever once sat in a
 * room that is over, and to moderators. `lastSeq` is the highest number given.
 * @throws ClubError not_found; forbidden (`not_in_room`, `banned_from_room`)
 */
export async function readChatAccess({ roomId, actor }: { roomId: string; actor: Actor }): Promise<{ moderator: boolean; lastSeq: number }> {
  const room = await requireRoom({ roomId });
  if (canModerate(actor, room)) {
    await refuseBannedPower(roomId, actor);
    return { moderator: true, lastSeq: room.chatSeq };
  }
  await refuseBanned({ roomId, memberId: actor.id });
  const seat = await seats().findOne({ _id: pairId(roomId, actor.id) });
  if (!seat || (seat.endedAt !== null && !isOver(room.state) && room.state !== "ending"))
    throw new ClubError("forbidden", "Enter the room first.", { reason: "not_in_room" });
  return { moderator: false, lastSeq: room.chatSeq };
}
