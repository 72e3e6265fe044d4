import { writeAudit } from "@/lib/membership/write-audit";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { publishModeration } from "./publish-room";
import { requireModerated } from "./require-room";
import type { Actor } from "./rules";
import type { MuteView } from "./schema";
import { findPlace, pairId, seats } from "./store";
import { muteVoice } from "./voice-room";

/**
 * Mutes somebody on stage. Only they can unmute. The seat keeps it, so that it also holds for somebody who is cut off
 * at this moment: their page comes back with the microphone closed. `connected` false says that this is so.
 * @throws ClubError not_found; conflict (`wrong_state`, `not_on_stage`); forbidden (`moderator_required`,
 *   `protected_member`); unavailable (`voice_away`), then they may be heard still: to be repeated
 */
export async function muteMember({ roomId, memberId, actor }: { roomId: string; memberId: string; actor: Actor }): Promise<MuteView> {
  await requireModerated({ roomId, actor, memberId });
  if (!(await findPlace(roomId, memberId))) throw new ClubError("conflict", "This person is not on stage.", { reason: "not_on_stage" });
  await seats().updateOne({ _id: pairId(roomId, memberId), endedAt: null }, { $set: { mutedAt: now() } });
  const connected = await muteVoice({ roomId, memberId });
  await writeAudit({ action: "room.member_muted", byId: actor.id, onId: memberId, roomId });
  await publishModeration({ roomId, action: "mute", memberId });
  return { muted: true, connected };
}
