import { now } from "@/lib/platform/clock";
import { isBanOn } from "./rules";
import { pairId, roomBans } from "./store";

/** Whether a member is banned from a room now. */
export async function isBannedFromRoom({ roomId, memberId }: { roomId: string; memberId: string }): Promise<boolean> {
  return isBanOn(await roomBans().findOne({ _id: pairId(roomId, memberId) }), now());
}
