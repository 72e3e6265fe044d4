import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { type Locale, translator } from "@/lib/platform/i18n";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { sendOnce } from "@/lib/platform/telegram-api";
import { type NoticeRow, telegramLinks, telegramNotices } from "./store";

type Translate = ReturnType<typeof translator>;
export type NoticeText = (t: Translate, locale: Locale) => { text: string; button?: { label: string; url: string } };

/** A send ends after ten seconds at the latest; a row that is `sending` for longer belongs to a sender that stopped. */
const SENDING_LIMIT_MS = 30_000;

/** Takes the right to send one notice. A row left in `sending` by a crash may have been delivered, so it becomes `unknown`. */
async function claim(id: string, memberId: string): Promise<NoticeRow["state"] | "mine"> {
  try {
    await telegramNotices().insertOne({ _id: id, memberId, state: "sending", messageId: null, error: null, at: now() });
    return "mine";
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const again = await telegramNotices().updateOne({ _id: id, state: "waiting" }, { $set: { state: "sending", at: now() } });
  if (again.modifiedCount === 1) return "mine";
  await telegramNotices().updateOne({ _id: id, state: "sending", at: { $lt: new Date(now().getTime() - SENDING_LIMIT_MS) } }, { $set: { state: "unknown", error: "the sender stopped before it knew" } });
  return (await telegramNotices().findOne({ _id: id }))?.state ?? "unknown";
}

/**
 * Tells one member one thing, at most once per cause. A lost answer is recorded as `unknown` and never repeated by
 * itself; somebody who stopped the bot is marked and left alone.
 * @returns the state the notice is in now
 * @throws ClubError rate_limited with `retryAfter`: surely not delivered, the caller's job tries again then
 */
export async function sendNotice(options: { memberId: string; cause: string; compose: NoticeText }): Promise<NoticeRow["state"]> {
  const { memberId, cause, compose } = options;
  const link = await telegramLinks().findOne({ _id: memberId });
  if (!link || link.blockedAt) return "skipped";
  const id = `${cause}:${memberId}`;
  const claimed = await claim(id, memberId);
  if (claimed !== "mine") return claimed;
  const { text, button } = compose(translator(link.locale), link.locale);
  const outcome = await sendOnce((api) =>
    api.sendMessage(link.telegramId, text, button ? { reply_markup: { inline_keyboard: [[{ text: button.label, url: button.url }]] } } : {}),
  );
  const settle = (state: NoticeRow["state"], rest: Partial<NoticeRow> = {}) => telegramNotices().updateOne({ _id: id, state: "sending" }, { $set: { state, at: now(), ...rest } });
  if (outcome.state === "limited") {
    await settle("waiting");
    throw new ClubError("rate_limited", "Telegram asks to wait.", { reason: "telegram_limited", retryAfter: outcome.retryAfter });
  }
  if (outcome.state === "blocked") {
    await telegramLinks().updateOne({ _id: memberId }, { $set: { blockedAt: now() } });
    await settle("skipped", { error: "the member stopped the bot" });
    return "skipped";
  }
  await settle(outcome.state, outcome.state === "sent" ? { messageId: outcome.messageId } : { error: outcome.error });
  return outcome.state;
}
