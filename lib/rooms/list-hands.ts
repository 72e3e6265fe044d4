import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { fairOrder } from "./fair-rules";
import { requireRoom } from "./require-room";
import { type Actor, canSeeRoom, isHandUp } from "./rules";
import type { HandView } from "./schema";
import { findHandRows } from "./store";
import { viewHands } from "./view-room";

/** The whole queue by arrival, or in the fair order of fair-rules.ts. @throws ClubError not_found (`no_room`) */
export async function listHands({ roomId, actor, order = "arrival" }: { roomId: string; actor: Actor; order?: "arrival" | "fair" }): Promise<HandView[]> {
  const room = await requireRoom({ roomId });
  if (!canSeeRoom(actor, room)) throw new ClubError("not_found", "There is no such room.", { reason: "no_room" });
  const at = now();
  const hands = await viewHands((await findHandRows(room)).filter((hand) => isHandUp(hand, at)));
  return order === "fair" ? fairOrder(hands, at) : hands;
}
