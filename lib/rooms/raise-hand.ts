import { readSettings } from "@/lib/membership/read-settings";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { publishHands } from "./publish-room";
import { nextHandSeq, putDown, putHand } from "./put-hand";
import { recordPresence } from "./record-presence";
import { requireSeatedRoom } from "./require-seat";
import { type Actor, cooldownSeconds, isHandUp } from "./rules";
import type { HandView } from "./schema";
import { findHandRow, findPlace, type HandRow } from "./store";
import { viewHands } from "./view-room";

const locked = () => new ClubError("conflict", "Hands are closed right now.", { reason: "hands_locked" });

export const coolingDown = (seconds: number): ClubError =>
  new ClubError("rate_limited", `An invite was declined just now. Again in ${seconds} s.`, { reason: "hand_cooldown", retryAfter: seconds });

async function viewOf(hand: HandRow): Promise<HandView> {
  const [view] = await viewHands([hand]);
  if (!view) throw new ClubError("internal", "A hand has no view.");
  return view;
}

/**
 * Asks for the stage. Raising twice is one hand with its first place in the queue.
 * @throws ClubError not_found; conflict (`wrong_state`, `already_on_stage`, `hands_locked`, `hands_off`); forbidden
 *   (`not_in_room`, `banned_from_room`); rate_limited (`hand_cooldown`) within 60 s after declining an invite
 */
export async function raiseHand({ roomId, actor }: { roomId: string; actor: Actor }): Promise<HandView> {
  const memberId = actor.id;
  const { room } = await requireSeatedRoom({ roomId, memberId });
  const at = now();
  const [had, place, settings] = await Promise.all([findHandRow(roomId, memberId), findPlace(roomId, memberId), readSettings()]);
  if (place) throw new ClubError("conflict", "You are on stage already.", { reason: "already_on_stage" });
  if (had && isHandUp(had, at)) return viewOf(had);
  if (!settings.handsEnabled) throw new ClubError("conflict", "Raising hands is switched off in this club.", { reason: "hands_off" });
  if (room.handsLocked) throw locked();
  const seconds = cooldownSeconds(had, at);
  if (seconds > 0) throw coolingDown(seconds);
  const seq = await nextHandSeq({ room, whileUnlocked: true });
  if (seq === null) throw locked();
  const { hand, fresh } = await putHand({
    hand: { roomId, memberId, seq, state: "raised", raised: true, raisedAt: at, invitedById: null, inviteExpiresAt: null, declinedAt: null, paidAt: null },
    at,
  });
  try {
    // Once more: whoever was taken out meanwhile must not stay in the queue.
    await requireSeatedRoom({ roomId, memberId });
  } catch (error) {
    await putDown({ roomId, memberId });
    throw error;
  }
  await recordPresence({ roomId, memberId, kind: "hand", at });
  if (fresh) await publishHands({ roomId });
  return viewOf(hand);
}
