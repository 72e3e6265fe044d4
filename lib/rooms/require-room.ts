import { ClubError } from "@/lib/platform/errors";
import { refuseBannedPower } from "./refuse-banned";
import { type Actor, canActOn, canModerate, canRunRoom, isOpen } from "./rules";
import type { RoomState } from "./schema";
import { findRoomRow, type RoomRow } from "./store";

const SENTENCES: Partial<Record<RoomState, string>> = {
  draft: "The room has not opened yet.",
  scheduled: "The room has not opened yet.",
  ending: "The room is ending.",
  ended: "The room has ended.",
  archived: "The room has ended.",
  cancelled: "The room was cancelled.",
};

/** The answer to an act that does not fit the state of the room, or lost a race: 409 with the state it has now. */
export const wrongState = (state: RoomState): ClubError =>
  new ClubError("conflict", SENTENCES[state] ?? "The room has changed meanwhile.", { reason: "wrong_state", details: { state } });

/** @throws ClubError not_found (`no_room`) */
export async function requireRoom({ roomId }: { roomId: string }): Promise<RoomRow> {
  const room = await findRoomRow(roomId);
  if (!room) throw new ClubError("not_found", "There is no such room.", { reason: "no_room" });
  return room;
}

/** @throws ClubError not_found; conflict (`wrong_state`) unless the room is in the lobby or live */
export async function requireOpenRoom({ roomId }: { roomId: string }): Promise<RoomRow> {
  const room = await requireRoom({ roomId });
  if (!isOpen(room.state)) throw wrongState(room.state);
  return room;
}

/** @throws ClubError not_found; forbidden (`host_required`; `banned_from_room`) unless the actor is the room's host or an admin */
export async function requireRun({ roomId, actor }: { roomId: string; actor: Actor }): Promise<RoomRow> {
  const room = await requireRoom({ roomId });
  if (!canRunRoom(actor, room)) throw new ClubError("forbidden", "Only the host of this room can do this.", { reason: "host_required" });
  await refuseBannedPower(roomId, actor);
  return room;
}

/**
 * The room for an act of a moderator, on somebody when `memberId` is given. It must be in the lobby or live; with
 * `anyState` it may be in any state.
 * @throws ClubError not_found; conflict (`wrong_state`); forbidden (`moderator_required`, `protected_member`,
 *   `banned_from_room`)
 */
export async function requireModerated({ roomId, actor, memberId, anyState = false }: { roomId: string; actor: Actor; memberId?: string; anyState?: boolean }): Promise<RoomRow> {
  const room = await requireRoom({ roomId });
  if (!canModerate(actor, room)) throw new ClubError("forbidden", "Only moderators of this room can do this.", { reason: "moderator_required" });
  await refuseBannedPower(roomId, actor);
  if (memberId !== undefined && !canActOn(actor, room, memberId)) throw new ClubError("forbidden", "You cannot do this to this person.", { reason: "protected_member" });
  if (!anyState && !isOpen(room.state)) throw wrongState(room.state);
  return room;
}
