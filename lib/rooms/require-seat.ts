import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { requireRoom, wrongState } from "./require-room";
import { isBanOn, isOpen } from "./rules";
import type { RoomState, SeatRole } from "./schema";
import { findSeat, pairId, roomBans } from "./store";

/** What other domains may know of a room in which somebody sits. */
export type Seated = { roomId: string; state: RoomState; hostId: string; cohostIds: string[]; role: SeatRole };

/**
 * The proof that a member is in an open room now.
 * @throws ClubError not_found (`no_room`); conflict (`wrong_state`); forbidden (`banned_from_room`, `not_in_room`)
 */
export async function requireSeat({ roomId, memberId }: { roomId: string; memberId: string }): Promise<Seated> {
  const [room, seat, ban] = await Promise.all([requireRoom({ roomId }), findSeat(roomId, memberId), roomBans().findOne({ _id: pairId(roomId, memberId) })]);
  if (!isOpen(room.state)) throw wrongState(room.state);
  if (isBanOn(ban, now())) throw new ClubError("forbidden", "You are banned from this room.", { reason: "banned_from_room" });
  if (!seat) throw new ClubError("forbidden", "Enter the room first.", { reason: "not_in_room" });
  return { roomId, state: room.state, hostId: room.hostId, cohostIds: room.cohostIds, role: seat.role };
}
