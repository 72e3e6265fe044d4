import { writeAudit } from "@/lib/membership/write-audit";
import { ClubError } from "@/lib/platform/errors";
import { publishModeration } from "./publish-room";
import { requireModerated } from "./require-room";
import type { Actor } from "./rules";
import { stepDown } from "./step-down";

/**
 * Takes somebody off the stage; they stay in the room.
 * @throws ClubError not_found; conflict (`wrong_state`, `not_on_stage`); forbidden (`moderator_required`,
 *   `protected_member`)
 */
export async function demoteMember({ roomId, memberId, actor }: { roomId: string; memberId: string; actor: Actor }): Promise<void> {
  const room = await requireModerated({ roomId, actor, memberId });
  if (!(await stepDown({ room, memberId }))) throw new ClubError("conflict", "This person is not on stage.", { reason: "not_on_stage" });
  await writeAudit({ action: "room.member_demoted", byId: actor.id, onId: memberId, roomId });
  await publishModeration({ roomId, action: "demote", memberId });
}
