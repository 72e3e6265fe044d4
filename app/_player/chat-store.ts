import { useSyncExternalStore } from "react";
import type { MessageView } from "@/lib/chat/schema";
import { RequestError } from "../_http/request";
import { type ChatLog, dropPending, EMPTY_LOG, gapAfter, lastSeq, markDeleted, mergeMessages, putPending } from "./chat-log";
import { fetchMessages, postMessage } from "./room-api";

export type Chat = ChatLog & { loaded: boolean; olderLeft: boolean; unread: number; reading: boolean };

const GAP_TRIES = 4;
const GAP_PAUSE_MS = 1_500;
const RETRY_MS = 2_000;
const MOST_RETRIES = 8;
const BLANK: Chat = { ...EMPTY_LOG, loaded: false, olderLeft: false, unread: 0, reading: false };

let room: string | null = null;
let own: string | null = null;
let chat: Chat = BLANK;
let filling = false;
let failures = 0;
const listeners = new Set<() => void>();

function set(change: Partial<Chat>): void {
  chat = { ...chat, ...change };
  for (const listener of listeners) listener();
}

/** Reads the chat of the room this page session is in. Select fields, do not build objects. */
export const useChat = <T>(select: (chat: Chat) => T): T =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => select(chat),
    () => select(BLANK),
  );

/** Starts the chat of a room; the same room again keeps what is there. */
export function openChat(roomId: string, memberId: string): void {
  if (room === roomId) return;
  room = roomId;
  own = memberId;
  failures = 0;
  set(BLANK);
}

export function closeChat(): void {
  room = null;
  set(BLANK);
}

/** Says whether the messages are in sight, so that unread ones are counted only while they are not. */
export const markReading = (reading: boolean): void => set(reading ? { reading, unread: 0 } : { reading });

function take(incoming: MessageView[], live: boolean): void {
  const known = lastSeq(chat);
  const fresh = live && !chat.reading ? incoming.filter((message) => message.seq > known && message.from && message.from.id !== own).length : 0;
  set({ ...mergeMessages(chat, incoming), unread: chat.unread + fresh });
}

/** Fetches what was missed: everything at first, later whatever lies behind the first hole or the last number. */
export async function catchUp(): Promise<void> {
  const roomId = room;
  if (!roomId || filling) return;
  filling = true;
  try {
    for (let attempt = 0; attempt < GAP_TRIES && room === roomId; attempt++) {
      const first = !chat.loaded;
      const page = await fetchMessages(roomId, first ? {} : { after: gapAfter(chat) ?? lastSeq(chat) });
      if (room !== roomId) return;
      take(page.items, !first);
      failures = 0;
      set({ loaded: true, ...(first ? { olderLeft: (chat.messages[0]?.seq ?? 1) > 1 } : {}) });
      if (gapAfter(chat) === null && (first || page.next === null)) return;
      if (gapAfter(chat) !== null && attempt > 0) await new Promise((resolve) => setTimeout(resolve, GAP_PAUSE_MS));
    }
  } catch {
    // The next message or reconnect asks again; so does this, more and more slowly.
    if (++failures <= MOST_RETRIES) setTimeout(() => void catchUp(), RETRY_MS * failures);
  } finally {
    filling = false;
  }
}

/** Fetches the page before the oldest message held. */
export async function loadOlder(): Promise<void> {
  const oldest = chat.messages[0]?.seq ?? 1;
  if (!room || oldest <= 1) return set({ olderLeft: false });
  const page = await fetchMessages(room, { before: oldest });
  set({ ...mergeMessages(chat, page.items), olderLeft: page.items.length > 0 && (chat.messages[0]?.seq ?? 1) > 1 });
  if ((chat.messages[0]?.seq ?? 1) <= 1) set({ olderLeft: false });
}

/** A message heard over realtime; a hole before it is filled from the server. */
export function hearMessage(message: MessageView): void {
  take([message], true);
  if (message.text === null && !message.deleted) void fetchLong(message.seq);
  if (chat.loaded && gapAfter(chat) !== null) void catchUp();
}

/** An event may carry 10 kB: a longer message comes without its words and is fetched by its number. */
async function fetchLong(seq: number): Promise<void> {
  const roomId = room;
  if (!roomId) return;
  const page = await fetchMessages(roomId, { after: seq - 1 }).catch(() => null);
  if (page && room === roomId) take(page.items, false);
}

export const hearDeletion = (seq: number): void => set(markDeleted(chat, seq));

/**
 * Shows the message at once and sends it. A failed one stays in the list to be sent again with the same key, which the
 * server answers with the stored message if the first try did arrive.
 * @throws RequestError when the server refused it for good (muted, too fast, too long): it is taken back from the list
 */
export async function sendMessage(text: string, clientMsgId: string = crypto.randomUUID()): Promise<void> {
  const roomId = room;
  if (!roomId) return;
  set(putPending(chat, { clientMsgId, text, at: new Date().toISOString(), state: "sending" }));
  try {
    const message = await postMessage(roomId, { text, clientMsgId });
    if (room === roomId) hearMessage(message);
  } catch (error) {
    if (room !== roomId) return;
    const refused = error instanceof RequestError && error.status >= 400 && error.status < 500;
    set(refused ? dropPending(chat, clientMsgId) : putPending(chat, { clientMsgId, text, at: "", state: "failed" }));
    if (refused) throw error;
  }
}
