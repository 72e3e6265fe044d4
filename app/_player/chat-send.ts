import type { QuoteView } from "@/lib/chat/schema";
import { RequestError } from "../_http/request";
import { postMessage } from "./chat-api";
import { dropPending, type PendingMessage, putPending } from "./chat-log";
import { chatRoom, patchChat, readChat } from "./chat-store";
import { hearMessage } from "./chat-sync";
import { rememberPending } from "./pending-memory";

/** Pauses before a message is sent again by itself: about ten minutes in all. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, ...Array.from({ length: 40 }, () => 15_000)];
const tries = new Map<string, number>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();

function put(message: PendingMessage, change: Pick<PendingMessage, "state" | "fault">): void {
  patchChat(putPending(readChat(), { ...message, ...change }));
}

function drop(clientMsgId: string): void {
  forget(clientMsgId);
  patchChat(dropPending(readChat(), clientMsgId));
}

function forget(clientMsgId: string): void {
  clearTimeout(timers.get(clientMsgId));
  timers.delete(clientMsgId);
  tries.delete(clientMsgId);
}

/** The server said no and would say it again; being too fast, or the server being away, passes. */
const isFinal = (error: unknown): error is RequestError => error instanceof RequestError && error.status >= 400 && error.status < 500 && error.reason !== "rate_limited";

function later(roomId: string, message: PendingMessage, fault: RequestError | null): void {
  const turn = tries.get(message.clientMsgId) ?? 0;
  const pause = PAUSES_MS[turn];
  if (pause === undefined) return put(message, { state: "failed", fault });
  tries.set(message.clientMsgId, turn + 1);
  put(message, { state: "waiting", fault });
  const wait = Math.max(pause, (fault?.retryAfter ?? 0) * 1000);
  timers.set(message.clientMsgId, setTimeout(() => void attempt(roomId, message).catch(() => undefined), wait));
}

/** @throws RequestError when the server refuses it for good */
async function attempt(roomId: string, message: PendingMessage): Promise<void> {
  // Another room was entered meanwhile: it waits in this tab's memory for the way back.
  if (chatRoom() !== roomId) return;
  clearTimeout(timers.get(message.clientMsgId));
  put(message, { state: "sending", fault: null });
  rememberPending(roomId, readChat().pending);
  try {
    const sent = await postMessage(roomId, { text: message.text, clientMsgId: message.clientMsgId, replyTo: message.reply?.seq ?? null, mentions: message.mentions });
    forget(message.clientMsgId);
    if (chatRoom() === roomId) hearMessage(sent);
  } catch (error) {
    if (chatRoom() !== roomId) return;
    if (isFinal(error)) {
      forget(message.clientMsgId);
      put(message, { state: "failed", fault: error });
      throw error;
    }
    later(roomId, message, error instanceof RequestError ? error : null);
  } finally {
    if (chatRoom() === roomId) rememberPending(roomId, readChat().pending);
  }
}

/**
 * Shows the message at once and sends it. While the club does not answer it stays in the list and is sent again by
 * itself with the same key, which the server answers with the stored message if an earlier try did arrive.
 * @throws RequestError when the server refused it for good (muted, filtered, too long): it is taken back from the list
 */
export async function sendMessage({ text, reply = null, mentions = [] }: { text: string; reply?: QuoteView | null; mentions?: string[] }): Promise<void> {
  const roomId = chatRoom();
  if (!roomId) return;
  const clientMsgId = crypto.randomUUID();
  try {
    await attempt(roomId, { clientMsgId, text, at: new Date().toISOString(), state: "sending", reply, mentions, fault: null });
  } catch (error) {
    drop(clientMsgId);
    throw error;
  }
}

/** Sends one again now. What is refused stays in the list with its reason. */
export async function sendAgain(clientMsgId: string): Promise<void> {
  const roomId = chatRoom();
  const message = readChat().pending.find((one) => one.clientMsgId === clientMsgId);
  if (!roomId || !message || message.state === "sending") return;
  tries.delete(clientMsgId);
  await attempt(roomId, message).catch(() => undefined);
}

/** Gives up an own message that was not sent. */
export function discardPending(clientMsgId: string): void {
  const roomId = chatRoom();
  drop(clientMsgId);
  if (roomId) rememberPending(roomId, readChat().pending);
}

/** The connection is back: whatever waits goes now. */
export function sendWaiting(): void {
  for (const { clientMsgId, state } of readChat().pending) if (state === "waiting") void sendAgain(clientMsgId);
}
