import { now } from "@/lib/platform/clock";
import { seatedElsewhere, touchSeat } from "./open-seat";
import { requireSeatedRoom } from "./require-seat";
import { type Actor, RELOAD_MS } from "./rules";
import { patienceOf } from "./voice-room";

type KeepSeat = { roomId: string; actor: Actor; device: string; /** The page is closing: without a word from it the seat goes in a moment. */ leaving?: boolean };

/**
 * Says that a page still sits in its seat, for as long as the voice server cannot tell: before the room is live,
 * without voice, while the sound is interrupted.
 * @throws ClubError not_found (`no_room`); conflict (`wrong_state`, `seated_elsewhere`); forbidden (`not_in_room`,
 *   `banned_from_room`)
 */
export async function keepSeat({ roomId, actor, device, leaving = false }: KeepSeat): Promise<void> {
  const { room } = await requireSeatedRoom({ roomId, memberId: actor.id });
  const at = now();
  const seenAt = new Date(at.getTime() - (leaving ? patienceOf(room, at) - RELOAD_MS : 0));
  if (!(await touchSeat({ roomId, memberId: actor.id, device, seenAt, limited: actor.limited ?? false }))) throw seatedElsewhere();
}
