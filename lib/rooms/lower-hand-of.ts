import { writeAudit } from "@/lib/membership/write-audit";
import { publishHands } from "./publish-room";
import { putDown } from "./put-hand";
import { requireModerated } from "./require-room";
import type { Actor } from "./rules";

/**
 * Lowers somebody's hand; lowering none changes nothing.
 * @throws ClubError not_found; conflict (`wrong_state`); forbidden (`moderator_required`)
 */
export async function lowerHandOf({ roomId, memberId, actor }: { roomId: string; memberId: string; actor: Actor }): Promise<void> {
  await requireModerated({ roomId, actor });
  if (!(await putDown({ roomId, memberId }))) return;
  await writeAudit({ action: "room.hand_lowered", byId: actor.id, onId: memberId, roomId });
  await publishHands({ roomId });
}
