import { now } from "@/lib/platform/clock";
import { requireRoom } from "./require-room";
import type { Actor } from "./rules";
import { findSeat } from "./store";
import { takeOut } from "./take-out";

/** Leaves a room: seat, hand and place on stage are given up. Leaving twice changes nothing. @throws ClubError not_found */
export async function leaveRoom({ roomId, actor }: { roomId: string; actor: Actor }): Promise<void> {
  await requireRoom({ roomId });
  if (await findSeat(roomId, actor.id)) await takeOut({ roomId, memberId: actor.id, at: now() });
}
