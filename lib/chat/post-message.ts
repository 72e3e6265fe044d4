import type { z } from "zod";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { publish, roomChannel } from "@/lib/platform/realtime";
import { claimChatSeq } from "@/lib/rooms/claim-chat-seq";
import { recordPresence } from "@/lib/rooms/record-presence";
import { requireSeat } from "@/lib/rooms/require-seat";
import type { Actor } from "@/lib/rooms/rules";
import { chatEvents, type MessageView, type postMessageInput } from "./schema";
import { findByClientId, messageId, type MessageRow, messages } from "./store";
import { viewMessages } from "./view-message";

/** Events may carry 10 kB. A longer message goes without its text: its readers fetch it. */
const EVENT_BYTES = 9_000;

type PostMessage = { roomId: string; actor: Actor; exceptSocketId?: string | undefined } & z.infer<typeof postMessageInput>;

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

async function insert(post: PostMessage): Promise<{ row: MessageRow; fresh: boolean }> {
  const { roomId, actor, clientMsgId, text } = post;
  const seq = await claimChatSeq({ roomId });
  const row: MessageRow = { _id: messageId(roomId, seq), roomId, seq, memberId: actor.id, clientMsgId, text, at: now(), deletedAt: null, deletedById: null };
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

async function announce(row: MessageRow, message: MessageView, exceptSocketId: string | undefined): Promise<void> {
  const event = (view: MessageView) => chatEvents["message.created"].parse({ at: now().toISOString(), seq: row.seq, message: view });
  const whole = event(message);
  const payload = Buffer.byteLength(JSON.stringify(whole)) <= EVENT_BYTES ? whole : event({ ...message, text: null });
  await publish(roomChannel(row.roomId), "message.created", payload, exceptSocketId);
}

/**
 * Says something in a room. The answer has its number in the room; the same `clientMsgId` again answers the message
 * that is stored, so a client may repeat a send whose answer it did not get.
 * @param exceptSocketId the realtime connection that needs no event, because it has the answer
 * @throws ClubError not_found; conflict (`wrong_state`, `client_msg_id_used`); forbidden (`not_in_room`,
 *   `banned_from_room`)
 */
export async function postMessage(post: PostMessage): Promise<MessageView> {
  await requireSeat({ roomId: post.roomId, memberId: post.actor.id });
  const before = await stored(post);
  const { row, fresh } = before ? { row: before, fresh: false } : await insert(post);
  const [view] = await viewMessages([row]);
  if (!view) throw new ClubError("internal", "A message has no view.");
  if (!fresh) return view;
  await announce(row, view, post.exceptSocketId);
  await recordPresence({ roomId: row.roomId, memberId: row.memberId, kind: "message", at: row.at });
  return view;
}
