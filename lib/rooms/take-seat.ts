import { findAccount } from "@/lib/membership/find-account";
import { readStandingOf } from "@/lib/membership/read-standing";
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
import { findBan, refuseBan } from "./refuse-banned";
import { requireOpenRoom } from "./require-room";
import { requireSeatedRoom } from "./require-seat";
import { factsOf } from "./room-facts";
import { type Actor, passesLimit, seatRoleOf, TOKEN_SECONDS } from "./rules";
import type { SeatRole, TokenView } from "./schema";
import { dropHold, findPlace, findSeat, type RoomRow } from "./store";
import { takeOut } from "./take-out";
import { isSounding, keepVoiceRoom, readMicrophone } from "./voice-room";

type Visitor = Actor & { wallet: `0x${string}` };

/** Everything that may have changed since the gate let this request in, however long ago that was. */
async function checkAgain(roomId: string, actor: Visitor): Promise<RoomRow> {
  const [standing, seated] = await Promise.allSettled([readStandingOf(actor.wallet, findAccount({ id: actor.id })), requireSeatedRoom({ roomId, memberId: actor.id })]);
  // Whoever lost the pass has lost the seat with it: the cause is told, not what followed from it.
  if (standing.status === "rejected") throw standing.reason;
  if (standing.value.account?.wallet !== actor.wallet) throw new ClubError("unauthenticated", "The account has moved to another wallet.", { reason: "signed_out" });
  requireMember(standing.value);
  if (seated.status === "rejected") throw seated.reason;
  return seated.value.room;
}

const reasonOf = (error: unknown): string | undefined => (error instanceof ClubError ? error.reason : undefined);
const isRefusal = (error: unknown): boolean => error instanceof ClubError && error.code !== "unavailable" && error.code !== "internal";

type Placed = { onStage: boolean; role: SeatRole };

/**
 * What a member whose seat was just opened is in the room: the host is on stage by entering, everybody else only where
 * they were. A ban, the loss of the pass or the end of the room is written before seats and places are closed: what
 * came before the seat was opened, or the place claimed, is seen here; what comes after finds them.
 */
async function placeOf(roomId: string, actor: Visitor, at: Date): Promise<Placed> {
  // The room as it is now: it may have been given to another host since this began.
  const [room, place] = await Promise.all([checkAgain(roomId, actor), findPlace(roomId, actor.id)]);
  if (actor.id !== room.hostId) return { onStage: place !== null, role: seatRoleOf(room, actor.id, place !== null) };
  const { fresh } = await claimPlace({ room, memberId: actor.id, at });
  if (fresh) {
    await publishStage({ roomId });
    await checkAgain(roomId, actor);
  }
  return { onStage: true, role: seatRoleOf(room, actor.id, true) };
}

export type TakeSeat = {
  roomId: string;
  actor: Visitor;
  /** The page that will sit there; null for a tool. */
  device?: string | null;
  /** The member's own wish to go on here: the page that sat there lets go. */
  takeOver?: boolean;
  /** The page comes back by itself, after a cut or a reload: not past a moderator who put the member out meanwhile. */
  resume?: boolean;
};

/**
 * Takes a seat in an open room and gives what is needed to connect to its sound. Taking it again keeps seat, role,
 * hand and place, on whatever device. In a lobby, and while the club has no voice server, there is a seat but no token.
 * @throws ClubError not_found (`no_room`); conflict (`wrong_state`, `room_full`; `seated_elsewhere` when another device
 *   sits there and this is no take-over); forbidden (`pass_required`, `pass_expired`, `banned`, `banned_from_room`,
 *   `kicked` when it resumes)
 */
export async function takeSeat({ roomId, actor, device = null, takeOver = false, resume = false }: TakeSeat): Promise<TokenView> {
  if (!actor.roles.member) throw new ClubError("forbidden", "You need a membership pass for this.", { reason: "pass_required" });
  const at = now();
  const [room, ban] = await Promise.all([requireOpenRoom({ roomId }), findBan({ roomId, memberId: actor.id })]);
  refuseBan(ban);
  const listeners = await holdSeat({ room, memberId: actor.id, beyond: passesLimit(actor, room) });
  const opened = await openSeat({ room, memberId: actor.id, at, device, takeOver, resume, limited: actor.limited ?? false }).catch(async (error: unknown) => {
    if (reasonOf(error) === "kicked") await dropHold({ roomId, memberId: actor.id });
    throw error;
  });
  const sounding = isSounding(room);
  const microphoneOpen = opened === "moved" && sounding ? await readMicrophone({ roomId, memberId: actor.id }) : false;
  let placed: Placed;
  try {
    placed = await placeOf(roomId, actor, at);
  } catch (error) {
    // A seat that was there before is lost with the right to it, not by a server that is away for a moment.
    if (opened === "fresh" || isRefusal(error)) await takeOut({ roomId, memberId: actor.id, at });
    throw error;
  }
  const [token, seat] = await Promise.all([
    sounding ? signVoiceToken({ roomId, memberId: actor.id, name: actor.name, role: placed.onStage ? "stage" : "listener", video: factsOf(room).video, ttlSeconds: TOKEN_SECONDS }) : null,
    // An open one was opened after it.
    microphoneOpen ? null : findSeat(roomId, actor.id),
    sounding ? keepVoiceRoom({ room }) : null,
    recordPresence({ roomId, memberId: actor.id, kind: "enter", at }),
    opened === "fresh" ? notePeak({ room, listeners }) : null,
    opened === "moved" && device ? publishSeatTaken({ roomId, memberId: actor.id, device }) : null,
  ]);
  if (opened === "fresh") countListeners({ roomId });
  return {
    url: sounding ? (env().LIVEKIT_URL ?? null) : null,
    token,
    identity: actor.id,
    role: placed.role,
    microphoneOpen,
    mutedAt: seat?.mutedAt?.toISOString() ?? null,
    expiresAt: new Date(at.getTime() + TOKEN_SECONDS * 1000).toISOString(),
  };
}
