import { writeAudit } from "@/lib/membership/write-audit";
import { requireModerated } from "@/lib/rooms/require-room";
import type { Actor } from "@/lib/rooms/rules";
import { publishChat } from "./publish-chat";
import { changeChat } from "./store";

/**
 * Lets everybody but moderators write only every so many seconds, 0 to 60; 0 is as usual.
 * @throws ClubError not_found; conflict (`wrong_state`); forbidden (`moderator_required`)
 */
export async function setSlowMode({ roomId, actor, slowModeSeconds }: { roomId: string; actor: Actor; slowModeSeconds: number }): Promise<void> {
  await requireModerated({ roomId, actor });
  const chat = await changeChat(roomId, { $set: { slowModeSeconds } });
  await writeAudit({ action: "chat.slow_mode_set", byId: actor.id, roomId, details: { slowModeSeconds } });
  if (chat) await publishChat(chat);
}
