import { writeAudit } from "@/lib/membership/write-audit";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { planRemoval } from "./finish-removal";
import { publishModeration } from "./publish-room";
import { closeMemberConnections } from "./realtime-connections";
import { requireModerated } from "./require-room";
import type { Actor } from "./rules";
import { findSeat } from "./store";
import { takeOut } from "./take-out";

/**
 * Puts somebody out of the room. They may come back by an act of their own: a ban is what keeps people out.
 * @throws ClubError not_found; conflict (`wrong_state`, `member_not_in_room`); forbidden (`moderator_required`,
 *   `protected_member`)
 */
export async function kickMember({ roomId, memberId, actor }: { roomId: string; memberId: string; actor: Actor }): Promise<void> {
  await requireModerated({ roomId, actor, memberId });
  const at = now();
  if (await findSeat(roomId, memberId)) await planRemoval({ roomId, memberId, at });
  const { seated } = await takeOut({ roomId, memberId, at, kicked: true });
  if (!seated) throw new ClubError("conflict", "This person is not in the room.", { reason: "member_not_in_room" });
  await writeAudit({ action: "room.member_kicked", byId: actor.id, onId: memberId, roomId });
  await publishModeration({ roomId, action: "kick", memberId });
  await closeMemberConnections({ memberId });
}
