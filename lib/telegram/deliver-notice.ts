import { InputFile } from "grammy";
import type { InlineKeyboardMarkup } from "grammy/types";
import { now } from "@/lib/platform/clock";
import { type SendOutcome, sendOnce } from "@/lib/platform/telegram-api";
import { digestText } from "./add-to-digest";
import { markBlocked } from "./find-link";
import { type NoticeRow, telegramLinks, telegramNotices } from "./store";

const PHOTO_TIMEOUT_MS = 5_000;
/** What an edit is refused for although the text stands there already, or because there is nothing left to edit. */
const SAME = /message is not modified/;
const GONE = /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/;

/** The bytes of the picture; null when it cannot be had, and the text goes alone. */
async function photoOf(url: string): Promise<InputFile | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PHOTO_TIMEOUT_MS) });
    return answer.ok ? new InputFile(new Uint8Array(await answer.arrayBuffer()), "picture.png") : null;
  } catch {
    return null;
  }
}

/** The message a notice changes: its own when it was sent before, or that of the notice it follows. */
async function messageToEdit(row: NoticeRow): Promise<{ messageId: number; photo: boolean } | null> {
  if (row.messageId) return { messageId: row.messageId, photo: row.photo !== null };
  if (!row.follows) return null;
  const earlier = await telegramNotices().findOne({ _id: row.follows, state: "sent" });
  return earlier?.messageId && earlier.chatId === row.chatId ? { messageId: earlier.messageId, photo: earlier.photo !== null } : null;
}

/** Why a member is not told after all: their Telegram is another one by now, or they have stopped the bot. */
async function obstacleOf({ memberId, chatId }: NoticeRow): Promise<string | null> {
  if (memberId === null) return null;
  const link = await telegramLinks().findOne({ _id: memberId });
  return link?.telegramId !== chatId ? "not linked" : link.blockedAt ? "blocked" : null;
}

async function send(row: NoticeRow): Promise<SendOutcome> {
  const text = row.lines ? digestText(row.text, row.lines) : row.text;
  const keyboard: InlineKeyboardMarkup = { inline_keyboard: row.button ? [[{ text: row.button.label, url: row.button.url }]] : [] };
  const earlier = await messageToEdit(row);
  if (earlier) {
    const { messageId } = earlier;
    const outcome = await sendOnce(async (api) => {
      await (earlier.photo ? api.editMessageCaption(row.chatId, messageId, { caption: text, reply_markup: keyboard }) : api.editMessageText(row.chatId, messageId, text, { reply_markup: keyboard }));
      return { message_id: messageId };
    });
    if (outcome.state === "refused" && SAME.test(outcome.error)) return { state: "sent", messageId };
    if (!(outcome.state === "refused" && GONE.test(outcome.error))) return outcome;
  }
  const photo = row.photo ? await photoOf(row.photo) : null;
  return sendOnce((api) => (photo ? api.sendPhoto(row.chatId, photo, { caption: text, reply_markup: keyboard }) : api.sendMessage(row.chatId, text, { reply_markup: keyboard })));
}

/** Takes one waiting row for this holder of the lease; null when somebody else did, or it is not worth telling any more. */
export async function claimNotice({ id, fence }: { id: string; fence: number }): Promise<NoticeRow | null> {
  const row = await telegramNotices().findOneAndUpdate({ _id: id, state: "ready", fence: { $lte: fence } }, { $set: { state: "sending", fence, at: now() } }, { returnDocument: "after" });
  if (!row?.expiresAt || row.expiresAt > now()) return row;
  await telegramNotices().updateOne({ _id: id, state: "sending", fence }, { $set: { state: "skipped", error: "too late" } });
  return null;
}

/**
 * Delivers a claimed notice and writes down what became of it. A holder that lost its lease meanwhile may still say so:
 * it alone knows. Content that changed on the way goes out by another change of the same message.
 * @param options.onAnswer called once when Telegram has answered, or its answer is given up; not when nothing is sent
 * @returns the seconds that Telegram asks to wait, or 0
 */
export async function deliverNotice({ row, onAnswer }: { row: NoticeRow; onAnswer: () => void }): Promise<number> {
  const settle = (fields: Partial<NoticeRow>, ver?: number) =>
    telegramNotices().updateOne({ _id: row._id, fence: row.fence, state: { $in: ["sending", "unknown"] }, ...(ver === undefined ? {} : { ver }) }, { $set: { ...fields, at: now() } });
  const obstacle = await obstacleOf(row);
  if (obstacle) {
    await settle({ state: "skipped", error: obstacle });
    return 0;
  }
  const outcome = await send(row).finally(onAnswer);
  if (outcome.state === "limited") {
    await settle({ state: "ready" });
    return outcome.retryAfter;
  }
  if (outcome.state === "migrated") {
    await settle({ state: "ready", chatId: outcome.chatId });
    return 0;
  }
  if (outcome.state === "blocked") {
    if (row.memberId) await markBlocked({ telegramId: row.chatId });
    await settle({ state: row.memberId ? "skipped" : "refused", error: outcome.error });
    return 0;
  }
  if (outcome.state !== "sent") {
    await settle({ state: outcome.state, error: outcome.error });
    return 0;
  }
  const done = await settle({ state: "sent", messageId: outcome.messageId, error: null }, row.ver);
  if (done.matchedCount === 0) await settle({ state: "ready", messageId: outcome.messageId });
  return 0;
}
