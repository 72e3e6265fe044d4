import { writeAudit } from "@/lib/membership/write-audit";
import { ClubError } from "@/lib/platform/errors";
import { publishModeration } from "./publish-room";
import { requireModerated } from "./require-room";
import type { Actor } from "./rules";
import { findPlace } from "./store";
import { muteVoice } from "./voice-room";

/**
 * Mutes somebody on stage. Only they can unmute.
 * @throws ClubError not_found; conflict (`wrong_state`, `not_on_stage`); forbidden (`moderator_required`,
 *   `protected_member`); unavailable (`voice_away`), then nobody was muted
 */
export async function muteMember({ roomId, memberId, actor }: { roomId: string; memberId: string; actor: Actor }): Promise<void> {
  await requireModerated({ roomId, actor, memberId });
  if (!(await findPlace(roomId, memberId))) throw new ClubError("conflict", "This person is not on stage.", { reason: "not_on_stage" });
  await muteVoice({ roomId, memberId });
  await writeAudit({ action: "room.member_muted", byId: actor.id, onId: memberId, roomId });
  await publishModeration({ roomId, action: "mute", memberId });
}
