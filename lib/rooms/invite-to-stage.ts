import { enqueue } from "@/lib/jobs/queue";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { hasFreePlace, stageFull } from "./claim-place";
import { publishHands, publishInvite } from "./publish-room";
import { nextHandSeq, putHand } from "./put-hand";
import { coolingDown } from "./raise-hand";
import { requireModerated } from "./require-room";
import { type Actor, cooldownSeconds, INVITE_MS, isHandUp, isInvited } from "./rules";
import type { HandView } from "./schema";
import { findHandRow, findPlace, findSeat, type HandRow, hands, type RoomRow } from "./store";
import { viewHands } from "./view-room";

type Invite = { room: RoomRow; memberId: string; byId: string; at: Date; expiresAt: Date };

/** Turns the raised hand into an invite, or makes one where no hand is up. Null when it changed meanwhile. */
async function writeInvite({ room, memberId, byId, at, expiresAt }: Invite, had: HandRow | null): Promise<HandRow | null> {
  const invite = { state: "invited" as const, invitedById: byId, inviteExpiresAt: expiresAt };
  if (had && isHandUp(had, at)) return hands().findOneAndUpdate({ _id: had._id, state: "raised", seq: had.seq }, { $set: invite }, { returnDocument: "after" });
  const seq = await nextHandSeq({ room, whileUnlocked: false });
  if (seq === null) return null;
  const { hand } = await putHand({ hand: { roomId: room._id, memberId, seq, raised: false, raisedAt: at, declinedAt: null, paidAt: null, ...invite }, at });
  return hand.state === "invited" ? hand : null;
}

/**
 * Invites somebody in the room to the stage for 30 s; a raised hand is accepted by it. Nobody is on stage before they
 * say yes. Inviting twice is one invite with its first end.
 * @throws ClubError not_found; conflict (`wrong_state`, `member_not_in_room`, `already_on_stage`, `stage_full`,
 *   `hand_changed`); forbidden (`moderator_required`); rate_limited (`hand_cooldown`)
 */
export async function inviteToStage({ roomId, memberId, actor }: { roomId: string; memberId: string; actor: Actor }): Promise<HandView> {
  const room = await requireModerated({ roomId, actor });
  const at = now();
  const [seat, place, had] = await Promise.all([findSeat(roomId, memberId), findPlace(roomId, memberId), findHandRow(roomId, memberId)]);
  if (!seat) throw new ClubError("conflict", "This person is not in the room.", { reason: "member_not_in_room" });
  if (place) throw new ClubError("conflict", "This person is on stage already.", { reason: "already_on_stage" });
  let hand = had && isInvited(had, at) ? had : null;
  if (!hand) {
    const seconds = cooldownSeconds(had, at);
    if (seconds > 0) throw coolingDown(seconds);
    if (!(await hasFreePlace({ room, memberId }))) throw stageFull(room);
    const expiresAt = new Date(at.getTime() + INVITE_MS);
    hand = await writeInvite({ room, memberId, byId: actor.id, at, expiresAt }, had);
    if (!hand) throw new ClubError("conflict", "The hand has changed meanwhile.", { reason: "hand_changed" });
    await publishInvite({ roomId, memberId, expiresAt: hand.inviteExpiresAt ?? expiresAt });
    await publishHands({ roomId });
    const until = (hand.inviteExpiresAt ?? expiresAt).toISOString();
    await enqueue({ name: "tell-invited", key: `${roomId}:${memberId}:${until}`, input: { roomId, memberId, expiresAt: until } });
  }
  const [view] = await viewHands([hand]);
  if (!view) throw new ClubError("internal", "A hand has no view.");
  return view;
}
