import { GrammyError } from "grammy";
import type { ChatMember } from "grammy/types";
import { isTelegramOn, telegramApi } from "@/lib/platform/telegram-api";
import { channelId } from "./channel-id";
import type { DoorCheck } from "./schema";
import { telegramChats } from "./store";

type Rights = Partial<Record<"can_invite_users" | "can_restrict_members" | "can_post_messages", boolean>>;
const rightsOf = (member: ChatMember): Rights => (member.status === "administrator" ? member : {});

/** The link people ask to join by; made once. Null when the bot may not. */
async function inviteLink(chatId: number): Promise<string | null> {
  const kept = (await telegramChats().findOne({ _id: chatId }))?.inviteLink;
  if (kept) return kept;
  try {
    const { invite_link } = await telegramApi().createChatInviteLink(chatId, { creates_join_request: true });
    await telegramChats().updateOne({ _id: chatId }, { $set: { inviteLink: invite_link } }, { upsert: true });
    return invite_link;
  } catch {
    return null;
  }
}

/**
 * Asks Telegram what the bot may do in the members' group, and names what is missing; each name has a sentence with the
 * fix. Stops at the first thing that makes the rest meaningless.
 */
export async function diagnoseDoor(): Promise<{ checks: DoorCheck[]; title: string | null; invite: string | null }> {
  const checks: DoorCheck[] = [{ name: "bot", ok: isTelegramOn() }];
  const chatId = isTelegramOn() ? await channelId() : null;
  if (chatId === null) return { checks: isTelegramOn() ? [...checks, { name: "chat", ok: false }] : checks, title: null, invite: null };
  let title: string | null = null;
  let channel = false;
  let own: ChatMember;
  try {
    const chat = await telegramApi().getChat(chatId);
    title = chat.title ?? null;
    channel = chat.type === "channel";
    own = await telegramApi().getChatMember(chatId, Number(telegramApi().token.split(":")[0]));
  } catch (error) {
    // Telegram says so, or says nothing: two things to put right in two ways.
    const refused = error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403);
    return { checks: [...checks, { name: refused ? "inside" : "answer", ok: false }], title, invite: null };
  }
  const rights = rightsOf(own);
  checks.push({ name: "inside", ok: !["left", "kicked"].includes(own.status) }, { name: "admin", ok: own.status === "administrator" });
  checks.push({ name: "invite", ok: rights.can_invite_users === true }, { name: "restrict", ok: rights.can_restrict_members === true });
  if (channel) checks.push({ name: "post", ok: rights.can_post_messages === true });
  return { checks, title, invite: rights.can_invite_users ? await inviteLink(chatId) : null };
}
