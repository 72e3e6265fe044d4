import { now } from "@/lib/platform/clock";
import { type Locale, translator } from "@/lib/platform/i18n";
import { log } from "@/lib/platform/log";
import { retryAfterOf, sendOnce, telegramApi } from "@/lib/platform/telegram-api";
import { channelId } from "./channel-id";
import { clubLink, clubUrl } from "./club-link";
import type { Verdict } from "./door-rules";
import { judge } from "./judge";
import { obeying429 } from "./obeying-429";
import { rowsOf } from "./pages-of";
import { type JoinRow, telegramJoins } from "./store";

type Request = { chatId: number; telegramId: number; name: string; locale: Locale; userChatId: number; queryId: string | null };

const WAITING: Partial<Record<Verdict, JoinRow["why"]>> = { not_linked: "not_linked", no_pass: "no_pass", unknown: "chain_away" };

/**
 * Tells Telegram; true when it took the answer, or there is nothing left to answer.
 * @throws its 429, where the answer may wait: the request is decided again then
 */
async function tellTelegram(row: Pick<JoinRow, "chatId" | "telegramId">, approve: boolean, queryId: string | null): Promise<boolean> {
  const { chatId, telegramId } = row;
  try {
    if (queryId) await telegramApi().raw.answerChatJoinRequestQuery({ chat_join_request_query_id: queryId, result: approve ? "approve" : "decline" });
    else await (approve ? telegramApi().approveChatJoinRequest(chatId, telegramId) : telegramApi().declineChatJoinRequest(chatId, telegramId));
    return true;
  } catch (error) {
    if (!queryId && retryAfterOf(error) > 0) throw error;
    const gone = /HIDE_REQUESTER_MISSING|USER_ALREADY_PARTICIPANT/.test(String(error));
    if (!gone) log("door").warn({ err: error, chatId, telegramId }, "a join request was not answered");
    return gone;
  }
}

/** Decides a request that is noted: approved, declined for a club ban, or left pending with the reason. */
async function decide(row: Pick<JoinRow, "_id" | "chatId" | "telegramId">, queryId: string | null): Promise<Verdict> {
  const verdict = await judge({ telegramId: row.telegramId });
  const approve = verdict === "in";
  if (approve || verdict === "banned") {
    const answered = await tellTelegram(row, approve, queryId);
    await telegramJoins().updateOne({ _id: row._id, state: "pending" }, { $set: answered ? { state: approve ? "approved" : "declined", why: approve ? null : "banned", decidedAt: now() } : { why: "telegram" } });
  } else await telegramJoins().updateOne({ _id: row._id, state: "pending" }, { $set: { why: WAITING[verdict] ?? null } });
  return verdict;
}

/** What somebody who has to wait is told, within the five minutes in which the bot may write to them. */
async function lead({ locale, userChatId, queryId }: Request, verdict: Verdict): Promise<void> {
  const t = translator(locale);
  const path = verdict === "not_linked" ? "/settings" : "/join";
  const text = verdict === "unknown" ? t("telegram.doorAway") : verdict === "not_linked" ? t("telegram.doorLink", { url: clubUrl(path) }) : t("telegram.doorPass", { url: clubUrl(path) });
  if (queryId) {
    // Left to be decided later: Telegram wants an answer in ten seconds, and the message below leads on.
    const answer = telegramApi().raw.answerChatJoinRequestQuery({ chat_join_request_query_id: queryId, result: "queue" });
    await answer.catch((error: unknown) => log("door").warn({ err: error }, "a join query was not answered"));
  }
  const url = verdict === "unknown" ? null : clubLink(path);
  await sendOnce((api) => api.sendMessage(userChatId, text, url ? { reply_markup: { inline_keyboard: [[{ text: t(verdict === "not_linked" ? "telegram.openSettings" : "telegram.getPass"), url }]] } } : {}));
}

/**
 * Answers a request to join the members' group: linked and with a live pass, it is approved at once; a club ban is
 * declined; everybody else is told what is missing and stays pending until they have it. While the chain does not
 * answer nobody is let in and nobody is sent away.
 */
export async function answerJoin(request: Request): Promise<Verdict | null> {
  const { chatId, telegramId, name } = request;
  if (chatId !== (await channelId())) return null;
  const _id = `${chatId}:${telegramId}`;
  await telegramJoins().updateOne({ _id }, { $set: { chatId, telegramId, name, state: "pending", why: null, askedAt: now(), decidedAt: null } }, { upsert: true });
  const verdict = await decide({ _id, chatId, telegramId }, request.queryId);
  if (verdict !== "in" && verdict !== "banned") await lead(request, verdict);
  return verdict;
}

/** Decides requests that wait: all of them, or one account's. @returns how many were approved */
export async function decidePending({ telegramId }: { telegramId?: number }): Promise<number> {
  const chatId = await channelId();
  if (chatId === null) return 0;
  let approved = 0;
  for await (const row of rowsOf(telegramJoins(), { chatId, state: "pending", ...(telegramId === undefined ? {} : { telegramId }) })) {
    await obeying429(() => decide(row, null));
    if ((await telegramJoins().findOne({ _id: row._id }))?.state === "approved") approved += 1;
  }
  return approved;
}
