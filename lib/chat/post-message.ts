import type { z } from "zod";
import type { PersonView } from "@/lib/membership/schema";
import { readSettings } from "@/lib/membership/read-settings";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { claimChatSeq } from "@/lib/rooms/claim-chat-seq";
import { recordPresence } from "@/lib/rooms/record-presence";
import { requireSeat } from "@/lib/rooms/require-seat";
import { type Actor, canModerate } from "@/lib/rooms/rules";
import { checkText, findMentions, refuseMuted } from "./check-words";
import { keepPace } from "./keep-pace";
import { publishMessage } from "./publish-chat";
import type { MessageView, postMessageInput } from "./schema";
import { chats, findByClientId, messageId, type MessageRow, messages } from "./store";
import { viewMessages } from "./view-message";

type PostMessage = { roomId: string; actor: Actor; exceptSocketId?: string | undefined } & z.input<typeof postMessageInput>;
type Said = Pick<MessageRow, "text" | "replyTo" | "mentions">;

/** What was stored for this id before, or null. @throws ClubError conflict when the id was used in another room */
async function stored({ roomId, actor, clientMsgId }: PostMessage): Promise<MessageRow | null> {
  const row = await findByClientId(actor.id, clientMsgId);
  if (row && row.roomId !== roomId) throw new ClubError("conflict", "This message id was used before.", { reason: "client_msg_id_used" });
  return row;
}

/** Fills a number that was given and will not be used, so that nobody waits for it. */
async function giveUp(roomId: string, seq: number): Promise<void> {
  try {
    const _id = messageId(roomId, seq);
    await messages().insertOne({ _id, roomId, seq, memberId: "", clientMsgId: _id, text: "", at: now(), deletedAt: now(), deletedById: null });
  } catch (error) {
    log("chat").warn({ roomId, seq, err: error }, "an unused number was not filled");
  }
}

async function insert(post: PostMessage, said: Said): Promise<{ row: MessageRow; fresh: boolean }> {
  const { roomId, actor, clientMsgId } = post;
  const seq = await claimChatSeq({ roomId });
  const row: MessageRow = { _id: messageId(roomId, seq), roomId, seq, memberId: actor.id, clientMsgId, ...said, at: now(), deletedAt: null, deletedById: null };
  try {
    await messages().insertOne(row);
    return { row, fresh: true };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    await giveUp(roomId, seq);
    const twin = await stored(post);
    if (twin) return { row: twin, fresh: false };
    throw error;
  }
}

async function answered({ roomId, replyTo }: PostMessage): Promise<Pick<MessageRow, "replyTo">> {
  if (replyTo === null || replyTo === undefined) return {};
  const row = await messages().findOne({ _id: messageId(roomId, replyTo) });
  if (!row || row.memberId === "") throw new ClubError("not_found", "There is no such message.", { reason: "no_message" });
  return { replyTo };
}

/** Everything that may refuse a new message, and what is kept of it. The pace comes last: a refusal costs no turn. */
async function admit(post: PostMessage, seated: Awaited<ReturnType<typeof requireSeat>>, chat: Awaited<ReturnType<typeof readChatFacts>>): Promise<Said> {
  const { roomId, actor, clientMsgId, mentions = [] } = post;
  const at = now();
  const moderator = canModerate(actor, seated);
  refuseMuted({ chat: chat.row, memberId: actor.id, at });
  const text = checkText({ text: post.text, settings: chat.settings, moderator });
  const [reply, named] = await Promise.all([answered(post), findMentions({ roomId, text, memberIds: mentions })]);
  if (!moderator) await keepPace({ roomId, memberId: actor.id, clientMsgId, slowModeSeconds: chat.row?.slowModeSeconds ?? 0, at });
  return { text, ...reply, ...(named.length > 0 ? { mentions: named } : {}) };
}

async function readChatFacts(roomId: string) {
  const [row, settings] = await Promise.all([chats().findOne({ _id: roomId }), readSettings()]);
  return { row, settings };
}

/**
 * Says something in a room. The answer has its number in the room; the same `clientMsgId` again answers the message
 * that is stored, so a client may repeat a send whose answer it did not get.
 * @param exceptSocketId the realtime connection that needs no event, because it has the answer
 * @throws ClubError not_found (`no_room`, `no_message` for an answer to none); conflict (`wrong_state`,
 *   `client_msg_id_used`); invalid (`message_empty`, `message_too_long`, `message_characters`); forbidden
 *   (`not_in_room`, `banned_from_room`, `muted`, `word_filtered`, `links_off`); rate_limited (`slow_mode`)
 */
export async function postMessage(post: PostMessage): Promise<MessageView> {
  const { roomId, actor } = post;
  const [seated, before, chat] = await Promise.all([requireSeat({ roomId, memberId: actor.id }), stored(post), readChatFacts(roomId)]);
  const { row, fresh } = before ? { row: before, fresh: false } : await insert(post, await admit(post, seated, chat));
  const self: PersonView = { id: actor.id, wallet: actor.wallet, name: actor.name };
  const [view] = await viewMessages([row], [self]);
  if (!view) throw new ClubError("internal", "A message has no view.");
  if (!fresh) return view;
  await Promise.all([
    publishMessage({ event: "message.created", roomId, message: view, exceptSocketId: post.exceptSocketId }),
    recordPresence({ roomId, memberId: row.memberId, kind: "message", at: row.at }),
  ]);
  return view;
}
