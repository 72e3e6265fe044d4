import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { env } from "@/lib/platform/env";
import { signVoiceToken } from "@/lib/platform/livekit";
import { claimPlace } from "./claim-place";
import { countListeners } from "./count-listeners";
import { openSeat } from "./open-seat";
import { publishSeatTaken, publishStage } from "./publish-room";
import { recordPresence } from "./record-presence";
import { requireOpenRoom } from "./require-room";
import { refuseBanned, requireSeatedRoom } from "./require-seat";
import { type Actor, seatRoleOf, TOKEN_SECONDS } from "./rules";
import type { TokenView } from "./schema";
import { evictions, findPlace, type RoomRow } from "./store";
import { takeOut } from "./take-out";
import { isSounding, keepVoiceRoom, readMicrophone } from "./voice-room";

/** The longest a request is on its way from the gate to its seat. */
const EVICTION_MARGIN_MS = 2_000;

/** Refuses whoever was taken out of the club since shortly before the gate let this request in. */
async function refuseEvicted(memberId: string, at: Date): Promise<void> {
  const eviction = await evictions().findOne({ _id: memberId });
  if (eviction && eviction.at.getTime() > at.getTime() - EVICTION_MARGIN_MS)
    throw new ClubError("forbidden", "You were taken out of the club's rooms just now. Try again in a moment.", { reason: "evicted_just_now" });
}

/** The host is on stage by entering; everybody else is on stage only where they were. */
async function placeOf(room: RoomRow, memberId: string, at: Date): Promise<boolean> {
  if (memberId !== room.hostId) return (await findPlace(room._id, memberId)) !== null;
  const { fresh } = await claimPlace({ room, memberId, at });
  if (fresh) await publishStage({ roomId: room._id });
  return true;
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
 * @throws ClubError not_found (`no_room`); conflict (`wrong_state`; `seated_elsewhere` when another device sits there
 *   and this is no take-over); forbidden (`pass_required`, `banned_from_room`, `evicted_just_now`)
 */
export async function takeSeat({ roomId, actor, device = null, takeOver = false }: TakeSeat): Promise<TokenView> {
  if (!actor.roles.member) throw new ClubError("forbidden", "You need a membership pass for this.", { reason: "pass_required" });
  const at = now();
  const room = await requireOpenRoom({ roomId });
  await refuseBanned({ roomId, memberId: actor.id });
  const opened = await openSeat({ room, memberId: actor.id, at, device, takeOver });
  const sounding = isSounding(room);
  const microphoneOpen = opened === "moved" && sounding ? await readMicrophone({ roomId, memberId: actor.id }) : false;
  if (sounding) await keepVoiceRoom({ room });
  const onStage = await placeOf(room, actor.id, at);
  try {
    // Once more: a ban, an eviction or the end of the room may have come between the first look and the seat.
    await refuseEvicted(actor.id, at);
    await requireSeatedRoom({ roomId, memberId: actor.id });
  } catch (error) {
    await takeOut({ roomId, memberId: actor.id, at });
    throw error;
  }
  await recordPresence({ roomId, memberId: actor.id, kind: "enter", at });
  if (opened === "fresh") await countListeners({ roomId });
  if (opened === "moved" && device) await publishSeatTaken({ roomId, memberId: actor.id, device });
  return {
    url: sounding ? (env().LIVEKIT_URL ?? null) : null,
    token: sounding ? await signVoiceToken({ roomId, memberId: actor.id, name: actor.name, role: onStage ? "stage" : "listener", ttlSeconds: TOKEN_SECONDS }) : null,
    identity: actor.id,
    role: seatRoleOf(room, actor.id, onStage),
    microphoneOpen,
    expiresAt: new Date(at.getTime() + TOKEN_SECONDS * 1000).toISOString(),
  };
}
