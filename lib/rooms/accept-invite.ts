import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { claimPlace, freePlace, noteRole } from "./claim-place";
import { payHand } from "./pay-hand";
import { publishHands, publishStage } from "./publish-room";
import { requireSeatedRoom } from "./require-seat";
import { type Actor, isInvited } from "./rules";
import type { SeatView } from "./schema";
import { findHandRow, findPlace, hands, pairId, type RoomRow, type SeatRow } from "./store";
import { viewSeats } from "./view-room";
import { projectVoiceRole } from "./voice-room";

const noInvite = (expired: boolean) =>
  expired
    ? new ClubError("conflict", "The invite has run out.", { reason: "invite_expired" })
    : new ClubError("conflict", "There is no invite to answer.", { reason: "no_invite" });

async function isAccepted(roomId: string, memberId: string): Promise<boolean> {
  const [hand, place] = await Promise.all([findHandRow(roomId, memberId), findPlace(roomId, memberId)]);
  return hand?.state === "accepted" && place !== null;
}

/** Claims the place first and then the invite; what loses either gives the place back. False: it was accepted before. */
async function claim(room: RoomRow, memberId: string): Promise<boolean> {
  const at = now();
  const hand = await findHandRow(room._id, memberId);
  if (!hand || !isInvited(hand, at)) {
    if (await isAccepted(room._id, memberId)) return false;
    throw noInvite(hand?.state === "invited");
  }
  const { fresh } = await claimPlace({ room, memberId, at });
  const accepted = await hands().updateOne({ _id: pairId(room._id, memberId), state: "invited", seq: hand.seq }, { $set: { state: "accepted" } });
  if (accepted.modifiedCount === 0) {
    if (await isAccepted(room._id, memberId)) return false;
    if (fresh) await freePlace({ roomId: room._id, memberId });
    throw noInvite(false);
  }
  try {
    await requireSeatedRoom({ roomId: room._id, memberId });
  } catch (error) {
    await freePlace({ roomId: room._id, memberId });
    throw error;
  }
  return true;
}

const viewOf = async (room: RoomRow, seat: SeatRow): Promise<SeatView> => {
  const [view] = await viewSeats(room, [seat], new Set([seat.memberId]));
  if (!view) throw new ClubError("internal", "A seat has no view.");
  return view;
};

/**
 * Says yes to an invite: the member is on stage, microphone off until they switch it on. Database, then the voice
 * server, then everybody. Accepting twice is one place.
 * @throws ClubError not_found; conflict (`wrong_state`, `no_invite`, `invite_expired`, `stage_full`); forbidden
 *   (`not_in_room`, `banned_from_room`)
 */
export async function acceptInvite({ roomId, actor }: { roomId: string; actor: Actor }): Promise<SeatView> {
  const memberId = actor.id;
  const { room, seat } = await requireSeatedRoom({ roomId, memberId });
  if (await claim(room, memberId)) {
    await noteRole({ room, memberId, onStage: true });
    await projectVoiceRole({ room, memberId, role: "stage" });
    await publishStage({ roomId });
    await publishHands({ roomId });
  }
  await payHand({ room, memberId });
  return viewOf(room, seat);
}
