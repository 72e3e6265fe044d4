import { standingOf } from "@/lib/membership/find-standing";
import { requireMember } from "@/lib/membership/require-member";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { env } from "@/lib/platform/env";
import { signVoiceToken } from "@/lib/platform/livekit";
import { claimPlace } from "./claim-place";
import { countListeners, notePeak } from "./count-listeners";
import { holdSeat } from "./hold-seat";
import { openSeat } from "./open-seat";
import { publishSeatTaken, publishStage } from "./publish-room";
import { recordPresence } from "./record-presence";
import { requireOpenRoom, requireRoom } from "./require-room";
import { refuseBanned, requireSeatedRoom } from "./require-seat";
import { factsOf } from "./room-facts";
import { type Actor, passesLimit, seatRoleOf, TOKEN_SECONDS } from "./rules";
import type { SeatRole, TokenView } from "./schema";
import { findPlace, findSeat } from "./store";
import { takeOut } from "./take-out";
import { isSounding, keepVoiceRoom, readMicrophone } from "./voice-room";

/** Everything that may have changed since the gate let this request in, however long ago that was. */
async function checkAgain(roomId: string, actor: Actor): Promise<void> {
  const standing = await standingOf({ memberId: actor.id });
  if (standing.account.wallet !== actor.wallet) throw new ClubError("unauthenticated", "The account has moved to another wallet.", { reason: "signed_out" });
  requireMember(standing);
  await requireSeatedRoom({ roomId, memberId: actor.id });
}

type Placed = { onStage: boolean; role: SeatRole };

/** The host is on stage by entering; everybody else is on stage only where they were. */
async function placeOf(roomId: string, memberId: string, at: Date): Promise<Placed> {
  // The room may have been given to another host since this began.
  const room = await requireRoom({ roomId });
  if (memberId !== room.hostId) {
    const onStage = (await findPlace(roomId, memberId)) !== null;
    return { onStage, role: seatRoleOf(room, memberId, onStage) };
  }
  const { fresh } = await claimPlace({ room, memberId, at });
  if (fresh) await publishStage({ roomId });
  return { onStage: true, role: seatRoleOf(room, memberId, true) };
}

export type TakeSeat = {
  roomId: string;
  actor: Actor;
  /** The page that will sit there; null for a tool. */
  device?: string | null;
  /** The member's own wish to go on here: the page that sat there lets go. */
  takeOver?: boolean;
};

/**
 * Takes a seat in an open room and gives what is needed to connect to its sound. Taking it again keeps seat, role,
 * hand and place, on whatever device. In a lobby, and while the club has no voice server, there is a seat but no token.
 * @throws ClubError not_found (`no_room`); conflict (`wrong_state`, `room_full`; `seated_elsewhere` when another device
 *   sits there and this is no take-over); forbidden (`pass_required`, `pass_expired`, `banned`, `banned_from_room`)
 */
export async function takeSeat({ roomId, actor, device = null, takeOver = false }: TakeSeat): Promise<TokenView> {
  if (!actor.roles.member) throw new ClubError("forbidden", "You need a membership pass for this.", { reason: "pass_required" });
  const at = now();
  const room = await requireOpenRoom({ roomId });
  await refuseBanned({ roomId, memberId: actor.id });
  await holdSeat({ room, memberId: actor.id, beyond: passesLimit(actor, room) });
  const opened = await openSeat({ room, memberId: actor.id, at, device, takeOver });
  const sounding = isSounding(room);
  const microphoneOpen = opened === "moved" && sounding ? await readMicrophone({ roomId, memberId: actor.id }) : false;
  if (sounding) await keepVoiceRoom({ room });
  let placed: Placed;
  try {
    placed = await placeOf(roomId, actor.id, at);
    // A ban, the loss of the pass or the end of the room is written before seats are closed: what came before the seat
    // was opened is seen here, what comes after finds the seat.
    await checkAgain(roomId, actor);
  } catch (error) {
    await takeOut({ roomId, memberId: actor.id, at });
    throw error;
  }
  await recordPresence({ roomId, memberId: actor.id, kind: "enter", at });
  if (opened === "fresh") {
    await notePeak({ roomId });
    await countListeners({ roomId });
  }
  if (opened === "moved" && device) await publishSeatTaken({ roomId, memberId: actor.id, device });
  return {
    url: sounding ? (env().LIVEKIT_URL ?? null) : null,
    token: sounding ? await signVoiceToken({ roomId, memberId: actor.id, name: actor.name, role: placed.onStage ? "stage" : "listener", video: factsOf(room).video, ttlSeconds: TOKEN_SECONDS }) : null,
    identity: actor.id,
    role: placed.role,
    microphoneOpen,
    // An open one was opened after it.
    mutedAt: microphoneOpen ? null : ((await findSeat(roomId, actor.id))?.mutedAt?.toISOString() ?? null),
    expiresAt: new Date(at.getTime() + TOKEN_SECONDS * 1000).toISOString(),
  };
}
