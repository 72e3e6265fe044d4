import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { publishHands } from "./publish-room";
import { requireSeatedRoom } from "./require-seat";
import type { Actor } from "./rules";
import { findHandRow, hands, pairId } from "./store";

/**
 * Says no to an invite; the next hand or invite is possible after 60 s. Declining twice is one decline.
 * @throws ClubError not_found; conflict (`wrong_state`, `no_invite`); forbidden (`not_in_room`, `banned_from_room`)
 */
export async function declineInvite({ roomId, actor }: { roomId: string; actor: Actor }): Promise<void> {
  await requireSeatedRoom({ roomId, memberId: actor.id });
  const declined = await hands().updateOne({ _id: pairId(roomId, actor.id), state: "invited" }, { $set: { state: "declined", declinedAt: now() } });
  if (declined.modifiedCount === 1) return publishHands({ roomId });
  if ((await findHandRow(roomId, actor.id))?.state !== "declined") throw new ClubError("conflict", "There is no invite to answer.", { reason: "no_invite" });
}
