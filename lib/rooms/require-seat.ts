import { ClubError } from "@/lib/platform/errors";
import { refuseBanned } from "./refuse-banned";
import { requireRoom, wrongState } from "./require-room";
import { isOpen } from "./rules";
import type { RoomState, SeatRole } from "./schema";
import { findSeat, type RoomRow, type SeatRow } from "./store";

/** What other domains may know of a room in which somebody sits. */
export type Seated = { roomId: string; state: RoomState; hostId: string; cohostIds: string[]; role: SeatRole };

/** The room and the open seat of a member in it. @throws as requireSeat */
export async function requireSeatedRoom({ roomId, memberId }: { roomId: string; memberId: string }): Promise<{ room: RoomRow; seat: SeatRow }> {
  const [room, seat] = await Promise.all([requireRoom({ roomId }), findSeat(roomId, memberId), refuseBanned({ roomId, memberId })]);
  if (!isOpen(room.state)) throw wrongState(room.state);
  if (!seat) throw new ClubError("forbidden", "Enter the room first.", { reason: "not_in_room" });
  return { room, seat };
}

/**
 * The proof that a member is in an open room now.
 * @throws ClubError not_found (`no_room`); conflict (`wrong_state`); forbidden (`banned_from_room`, `not_in_room`)
 */
export async function requireSeat({ roomId, memberId }: { roomId: string; memberId: string }): Promise<Seated> {
  const { room, seat } = await requireSeatedRoom({ roomId, memberId });
  return { roomId, state: room.state, hostId: room.hostId, cohostIds: room.cohostIds, role: seat.role };
}
