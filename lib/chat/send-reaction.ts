import { now } from "@/lib/platform/clock";
import { recordPresence } from "@/lib/rooms/record-presence";
import { requireSeat } from "@/lib/rooms/require-seat";
import type { Actor } from "@/lib/rooms/rules";
import { gatherReaction } from "./flush-reactions";
import type { ReactionKind } from "./schema";

/**
 * Sends a reaction to the room, counted with all others into at most four events a second.
 * @throws ClubError not_found; conflict (`wrong_state`); forbidden (`not_in_room`, `banned_from_room`)
 */
export async function sendReaction({ roomId, actor, kind }: { roomId: string; actor: Actor; kind: ReactionKind }): Promise<void> {
  await requireSeat({ roomId, memberId: actor.id });
  gatherReaction({ roomId, kind });
  await recordPresence({ roomId, memberId: actor.id, kind: "reaction", at: now() });
}
