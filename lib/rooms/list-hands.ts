import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { requireRoom } from "./require-room";
import { type Actor, canSeeRoom, isHandUp } from "./rules";
import type { HandView } from "./schema";
import { findHandRows } from "./store";
import { viewHands } from "./view-room";

/** The whole queue in order. @throws ClubError not_found (`no_room`) */
export async function listHands({ roomId, actor }: { roomId: string; actor: Actor }): Promise<HandView[]> {
  const room = await requireRoom({ roomId });
  if (!canSeeRoom(actor, room)) throw new ClubError("not_found", "There is no such room.", { reason: "no_room" });
  return viewHands((await findHandRows(room)).filter((hand) => isHandUp(hand, now())));
}
