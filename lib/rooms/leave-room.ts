import { now } from "@/lib/platform/clock";
import { requireRoom } from "./require-room";
import type { Actor } from "./rules";
import { findSeat } from "./store";
import { takeOut } from "./take-out";

/**
 * Leaves a room: seat, hand and place on stage are given up. Leaving twice changes nothing, and neither does a device
 * that was taken over meanwhile.
 * @throws ClubError not_found
 */
export async function leaveRoom({ roomId, actor, device = null }: { roomId: string; actor: Actor; device?: string | null }): Promise<void> {
  await requireRoom({ roomId });
  const seat = await findSeat(roomId, actor.id);
  if (seat) await takeOut({ roomId, memberId: actor.id, at: now(), device });
}
