import { Composer } from "grammy";
import { localeOf } from "@/lib/platform/i18n";
import { answerJoin } from "@/lib/telegram/answer-join";
import { noteMigration } from "@/lib/telegram/channel-id";
import { moveRoster, noteSeen, recordMember } from "@/lib/telegram/record-member";
import { telegramNameOf } from "@/lib/telegram/rules";
import type { ClubContext } from "./context";

/** The door of the members' group: requests to join, and what Telegram reports of who comes and goes. */
export const door = new Composer<ClubContext>();

const timeOf = (seconds: number): Date => new Date(seconds * 1000);

door.on("chat_join_request", async (ctx) => {
  const { chat, from, user_chat_id: userChatId, query_id: queryId } = ctx.chatJoinRequest;
  await answerJoin({ chatId: chat.id, telegramId: from.id, name: telegramNameOf(from), locale: localeOf(from.language_code), userChatId, queryId: queryId ?? null });
});

door.on("chat_member", async (ctx) => {
  const { chat, date, new_chat_member: member } = ctx.chatMember;
  // Somebody restricted may be inside or not; Telegram says which.
  const status = member.status === "restricted" && !member.is_member ? "left" : member.status;
  if (!member.user.is_bot) await recordMember({ chatId: chat.id, telegramId: member.user.id, name: telegramNameOf(member.user), status, at: timeOf(date) });
});

const groups = door.chatType(["group", "supergroup"]);

groups.on("message:migrate_to_chat_id", async (ctx) => {
  const move = { from: ctx.chat.id, to: ctx.message.migrate_to_chat_id };
  await noteMigration(move);
  await moveRoster(move);
});

groups.on("message", async (ctx) => {
  // Telegram's own word that somebody left is no sign that they are inside.
  if (ctx.message.left_chat_member) return;
  if (!ctx.from.is_bot && !ctx.message.sender_chat) await noteSeen({ chatId: ctx.chat.id, telegramId: ctx.from.id, name: telegramNameOf(ctx.from), at: timeOf(ctx.message.date) });
});
