import { findPeople } from "@/lib/membership/find-people";
import { now } from "@/lib/platform/clock";
import { publish, roomChannel } from "@/lib/platform/realtime";
import { chatEvents, type MessageView, type QuoteView } from "./schema";
import { type ChatRow, messageId, messages } from "./store";
import { quoteOf } from "./view-message";

/** Events may carry 10 kB. A longer message goes without its text: its readers fetch it. */
const EVENT_BYTES = 9_000;
/** Room for what people pin: a question, a link, the order of the evening. */
const PIN_CHARACTERS = 400;

/** Tells the room a new or a changed message, but not the connection that has it from its answer. */
export async function publishMessage({ event, roomId, message, exceptSocketId }: { event: "message.created" | "message.edited"; roomId: string; message: MessageView; exceptSocketId?: string | undefined }): Promise<void> {
  const carry = (view: MessageView) => chatEvents[event].parse({ at: now().toISOString(), seq: view.seq, message: view });
  const whole = carry(message);
  const payload = Buffer.byteLength(JSON.stringify(whole)) <= EVENT_BYTES ? whole : carry({ ...message, text: null });
  await publish(roomChannel(roomId), event, payload, exceptSocketId);
}

/** What is pinned in a chat, or null; a pinned message that was deleted is none. */
export async function readPin(chat: ChatRow): Promise<QuoteView | null> {
  if (chat.pinnedSeq === undefined) return null;
  const row = await messages().findOne({ _id: messageId(chat._id, chat.pinnedSeq) });
  if (!row || row.deletedAt !== null) return null;
  return quoteOf(row, (await findPeople({ ids: [row.memberId] })).get(row.memberId)?.name ?? "", PIN_CHARACTERS);
}

/** Tells the room how its chat is kept now. */
export async function publishChat(chat: ChatRow): Promise<void> {
  await publish(roomChannel(chat._id), "chat.changed", chatEvents["chat.changed"].parse({ at: now().toISOString(), ver: chat.ver, slowModeSeconds: chat.slowModeSeconds ?? 0, pinned: await readPin(chat) }));
}
