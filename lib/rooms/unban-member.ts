import { writeAudit } from "@/lib/membership/write-audit";
import { publishModeration } from "./publish-room";
import { requireModerated } from "./require-room";
import type { Actor } from "./rules";
import { pairId, roomBans } from "./store";

/**
 * Lifts a room ban; lifting none changes nothing.
 * @throws ClubError not_found; forbidden (`moderator_required`, `protected_member`): nobody lifts their own
 */
export async function unbanMember({ roomId, memberId, actor }: { roomId: string; memberId: string; actor: Actor }): Promise<void> {
  await requireModerated({ roomId, actor, memberId, anyState: true });
  if ((await roomBans().deleteOne({ _id: pairId(roomId, memberId) })).deletedCount === 0) return;
  await writeAudit({ action: "room.member_unbanned", byId: actor.id, onId: memberId, roomId });
  await publishModeration({ roomId, action: "unban", memberId });
}
