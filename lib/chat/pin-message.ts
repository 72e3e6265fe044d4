import { writeAudit } from "@/lib/membership/write-audit";
import { ClubError } from "@/lib/platform/errors";
import { requireModerated } from "@/lib/rooms/require-room";
import type { Actor } from "@/lib/rooms/rules";
import { publishChat } from "./publish-chat";
import { changeChat, messageId, messages } from "./store";

type PinMessage = { roomId: string; seq: number; actor: Actor };

/**
 * Keeps a message in everybody's sight above the chat; a room has one pin, the last one.
 * @throws ClubError not_found (`no_room`, `no_message`); conflict (`wrong_state`); forbidden (`moderator_required`)
 */
export async function pinMessage({ roomId, seq, actor }: PinMessage): Promise<void> {
  await requireModerated({ roomId, actor });
  const row = await messages().findOne({ _id: messageId(roomId, seq) });
  if (!row || row.memberId === "" || row.deletedAt !== null) throw new ClubError("not_found", "There is no such message.", { reason: "no_message" });
  const chat = await changeChat(roomId, { $set: { pinnedSeq: seq } });
  await writeAudit({ action: "message.pinned", byId: actor.id, onId: row.memberId, roomId, details: { seq } });
  if (chat) await publishChat(chat);
}

/** Takes the pin off this message; when another one is pinned, nothing changes. @throws as pinMessage */
export async function unpinMessage({ roomId, seq, actor }: PinMessage): Promise<void> {
  await requireModerated({ roomId, actor });
  const chat = await changeChat(roomId, { $unset: { pinnedSeq: "" } }, { pinnedSeq: seq });
  if (!chat) return;
  await writeAudit({ action: "message.unpinned", byId: actor.id, roomId, details: { seq } });
  await publishChat(chat);
}
