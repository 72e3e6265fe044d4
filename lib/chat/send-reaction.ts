import { now } from "@/lib/platform/clock";
import { recordPresence } from "@/lib/rooms/record-presence";
import { requireSeat } from "@/lib/rooms/require-seat";
import type { Actor } from "@/lib/rooms/rules";
import { gatherReaction } from "./flush-reactions";
import type { ReactionKind } from "./schema";

/** Taps of one member this close together are one sign of being there. */
const SAME_SIGN_MS = 5_000;
const MOST_REMEMBERED = 10_000;
const signs = new Map<string, number>();

/** Whether a tap is a new sign; a process forgets them all when there are too many, which only costs a write more. */
function isNewSign(key: string, at: number): boolean {
  if (at - (signs.get(key) ?? 0) < SAME_SIGN_MS) return false;
  if (signs.size >= MOST_REMEMBERED) signs.clear();
  signs.set(key, at);
  return true;
}

/**
 * Sends a reaction to the room, counted with all others into at most four events a second.
 * @throws ClubError not_found; conflict (`wrong_state`); forbidden (`not_in_room`, `banned_from_room`)
 */
export async function sendReaction({ roomId, actor, kind }: { roomId: string; actor: Actor; kind: ReactionKind }): Promise<void> {
  await requireSeat({ roomId, memberId: actor.id });
  gatherReaction({ roomId, kind });
  const at = now();
  if (isNewSign(`${roomId}:${actor.id}`, at.getTime())) await recordPresence({ roomId, memberId: actor.id, kind: "reaction", at });
}
