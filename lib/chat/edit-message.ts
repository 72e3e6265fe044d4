import type { z } from "zod";
import { readSettings } from "@/lib/membership/read-settings";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { requireSeat } from "@/lib/rooms/require-seat";
import { type Actor, canModerate } from "@/lib/rooms/rules";
import { checkText, findMentions, refuseMuted } from "./check-words";
import { publishChat, publishMessage } from "./publish-chat";
import { isOwnChangeOpen } from "./rules";
import type { editMessageInput, MessageView } from "./schema";
import { changeChat, chats, messageId, type MessageRow, messages } from "./store";
import { viewMessages } from "./view-message";

type EditMessage = { roomId: string; seq: number; actor: Actor } & z.input<typeof editMessageInput>;

/** Told when the five minutes for an author's own change are over. */
export const tooLate = (): ClubError => new ClubError("conflict", "A message can be changed for five minutes after it was sent.", { reason: "change_too_late" });

async function ownMessage({ roomId, seq, actor }: EditMessage): Promise<MessageRow> {
  const row = await messages().findOne({ _id: messageId(roomId, seq) });
  if (!row || row.memberId === "" || row.deletedAt !== null) throw new ClubError("not_found", "There is no such message.", { reason: "no_message" });
  if (row.memberId !== actor.id) throw new ClubError("forbidden", "Only its author can change a message.", { reason: "not_author" });
  return row;
}

/**
 * Changes an own message within five minutes; everybody sees that it was changed. The same text changes nothing.
 * @throws ClubError as postMessage, and not_found (`no_message`); forbidden (`not_author`); conflict
 *   (`change_too_late`)
 */
export async function editMessage(edit: EditMessage): Promise<MessageView> {
  const { roomId, seq, actor, mentions: memberIds = [] } = edit;
  const [seated, row, chat, settings] = await Promise.all([requireSeat({ roomId, memberId: actor.id }), ownMessage(edit), chats().findOne({ _id: roomId }), readSettings()]);
  const at = now();
  refuseMuted({ chat, memberId: actor.id, at });
  if (!isOwnChangeOpen(row, at)) throw tooLate();
  const text = checkText({ text: edit.text, settings, moderator: canModerate(actor, seated) });
  const mentions = await findMentions({ roomId, text, memberIds });
  const after = text === row.text ? row : await messages().findOneAndUpdate({ _id: row._id, deletedAt: null }, { $set: { text, mentions, editedAt: at }, $inc: { edits: 1 } }, { returnDocument: "after" });
  if (!after) throw new ClubError("not_found", "There is no such message.", { reason: "no_message" });
  const [view] = await viewMessages([after]);
  if (!view) throw new ClubError("internal", "A message has no view.");
  if (after === row) return view;
  await publishMessage({ event: "message.edited", roomId, message: { ...view, seq } });
  const pinned = await changeChat(roomId, { $set: { pinnedSeq: seq } }, { pinnedSeq: seq });
  if (pinned) await publishChat(pinned);
  return view;
}
