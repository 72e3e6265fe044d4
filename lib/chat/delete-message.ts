import { writeAudit } from "@/lib/membership/write-audit";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { publish, roomChannel } from "@/lib/platform/realtime";
import { readChatAccess } from "@/lib/rooms/read-chat-access";
import type { Actor } from "@/lib/rooms/rules";
import { tooLate } from "./edit-message";
import { publishChat } from "./publish-chat";
import { isOwnChangeOpen } from "./rules";
import { chatEvents } from "./schema";
import { changeChat, messageId, messages } from "./store";

/**
 * Deletes a message: its author within five minutes, or a moderator at any time, who leaves a line in the audit log.
 * Its number stays, its pin does not. The text is kept out of sight as long as a moderator took it away, and wiped
 * when its author did. Twice is once.
 * @throws ClubError not_found (`no_room`, `no_message`); forbidden (`not_in_room`, `banned_from_room`, `not_author`);
 *   conflict (`change_too_late`)
 */
export async function deleteMessage({ roomId, seq, actor }: { roomId: string; seq: number; actor: Actor }): Promise<void> {
  const { moderator } = await readChatAccess({ roomId, actor });
  const _id = messageId(roomId, seq);
  const row = await messages().findOne({ _id });
  if (!row || row.memberId === "") throw new ClubError("not_found", "There is no such message.", { reason: "no_message" });
  const own = row.memberId === actor.id;
  if (!own && !moderator) throw new ClubError("forbidden", "Only its author and moderators can delete a message.", { reason: "not_author" });
  if (row.deletedAt !== null) return;
  const at = now();
  if (!moderator && !isOwnChangeOpen(row, at)) throw tooLate();
  const deleted = await messages().updateOne({ _id, deletedAt: null }, { $set: { deletedAt: at, deletedById: actor.id, ...(own ? { text: "", mentions: [] } : {}) } });
  if (deleted.modifiedCount === 0) return;
  if (!own) await writeAudit({ action: "message.deleted", byId: actor.id, onId: row.memberId, roomId, details: { seq } });
  await publish(roomChannel(roomId), "message.deleted", chatEvents["message.deleted"].parse({ at: at.toISOString(), seq, by: own ? "author" : "moderator" }));
  const unpinned = await changeChat(roomId, { $unset: { pinnedSeq: "" } }, { pinnedSeq: seq });
  if (unpinned) await publishChat(unpinned);
}
