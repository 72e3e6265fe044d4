import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { translator } from "@/lib/platform/i18n";
import { channelId } from "./channel-id";
import { insertNotice, type NoticeText, readyRow } from "./notice-row";
import { telegramNotices } from "./store";

/**
 * Posts one thing to the club's channel or group, once per cause, in the channel's language. Nothing without one.
 * @param options.follows the cause whose post this one changes instead of adding another, where that one was sent
 * @returns whether it was written now
 */
export async function postToChannel({ cause, compose, follows }: { cause: string; compose: NoticeText; follows?: string }): Promise<boolean> {
  const chatId = await channelId();
  if (chatId === null) return false;
  const locale = env().TELEGRAM_CHANNEL_LOCALE;
  const idOf = (one: string) => `${one}:chat`;
  if (await telegramNotices().findOne({ _id: idOf(cause) }, { projection: { _id: 1 } })) return false;
  return insertNotice(readyRow({ _id: idOf(cause), memberId: null, chatId, kind: null, ...compose(translator(locale), locale, ""), at: now(), follows: follows ? idOf(follows) : null }));
}
