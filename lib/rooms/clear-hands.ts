import { writeAudit } from "@/lib/membership/write-audit";
import { publishHands } from "./publish-room";
import { requireModerated } from "./require-room";
import type { Actor } from "./rules";
import { findHandRows, hands } from "./store";

/**
 * Lowers every hand of the room, open invites included.
 * @throws ClubError not_found; conflict (`wrong_state`); forbidden (`moderator_required`)
 */
export async function clearHands({ roomId, actor }: { roomId: string; actor: Actor }): Promise<void> {
  const room = await requireModerated({ roomId, actor });
  const up = await findHandRows(room);
  const lowered = await hands().updateMany({ _id: { $in: up.map((hand) => hand._id) }, state: { $in: ["raised", "invited"] } }, { $set: { state: "lowered" } });
  if (lowered.modifiedCount === 0) return;
  await writeAudit({ action: "room.hands_cleared", byId: actor.id, roomId, details: { hands: lowered.modifiedCount } });
  await publishHands({ roomId });
}
