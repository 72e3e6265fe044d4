import type { MessageView, QuoteView } from "@/lib/chat/schema";
import { applyEdit, gapAfter, lastSeq, markDeleted, mergeMessages } from "./chat-log";
import { fetchChat, fetchMessages } from "./chat-api";
import { chatOwner, chatRoom, patchChat, readChat } from "./chat-store";
import { playMention } from "./mention-sound";

/** The server answers a number that will not come as deleted after 5 s; the tries reach beyond that. */
const GAP_TRIES = 6;
const GAP_PAUSE_MS = 1_500;
const RETRY_MS = 2_000;
const MOST_RETRIES = 8;
/** Enough to fill a few screens; older ones come when one scrolls up. */
const MOST_BEHIND = 1_000;

let filling: string | null = null;
let failures = 0;

function take(incoming: MessageView[], live: boolean): void {
  const chat = readChat();
  const known = lastSeq(chat);
  // What fills a hole is new too, though a later number came before it.
  const isHeld = ({ seq }: MessageView) => seq <= known && chat.messages.some((message) => message.seq === seq);
  const fresh = live ? incoming.filter((message) => message.from && message.from.id !== chatOwner() && !isHeld(message)) : [];
  if (fresh.some((message) => message.mentions.some(({ id }) => id === chatOwner()))) playMention();
  const heard = fresh.findLast((message) => message.text !== null && message.seq > (chat.heard?.seq ?? 0));
  patchChat({ ...mergeMessages(chat, incoming), unread: chat.reading ? 0 : chat.unread + fresh.length, ...(heard ? { heard } : {}) });
}

/** Begins anew with the newest page where far too much was missed to fetch it page by page. */
async function fetchNewest(roomId: string): Promise<void> {
  const page = await fetchMessages(roomId, {});
  if (chatRoom() !== roomId) return;
  const log = mergeMessages({ messages: [], pending: readChat().pending }, page.items);
  patchChat({ ...log, loaded: true, olderLeft: page.next !== null });
}

async function fill(roomId: string): Promise<void> {
  let waits = 0;
  for (let pages = 0; pages < MOST_BEHIND / 100 + GAP_TRIES && chatRoom() === roomId; pages++) {
    if (!readChat().loaded) return fetchNewest(roomId);
    const page = await fetchMessages(roomId, { after: gapAfter(readChat()) ?? lastSeq(readChat()) });
    if (chatRoom() !== roomId) return;
    take(page.items, true);
    failures = 0;
    const gap = gapAfter(readChat());
    if (gap === null && page.next === null) return;
    // A hole that the server does not fill yet: its message is on its way, or will be told as lost.
    if (gap === null || page.items[0]?.seq === gap + 1) continue;
    if (++waits > GAP_TRIES) return;
    await new Promise((resolve) => setTimeout(resolve, GAP_PAUSE_MS));
  }
  if (chatRoom() === roomId) await fetchNewest(roomId);
}

/** Fetches what was missed: everything at first, later whatever lies behind the first hole or the last number. */
export async function catchUp(): Promise<void> {
  const roomId = chatRoom();
  if (!roomId || filling === roomId) return;
  filling = roomId;
  try {
    await fill(roomId);
  } catch {
    // The next message or reconnect asks again; so does this, more and more slowly.
    if (++failures <= MOST_RETRIES) setTimeout(() => void catchUp(), RETRY_MS * failures);
  } finally {
    if (filling === roomId) filling = null;
  }
}

/** Looks at the newest page again: what was changed or deleted while no event could be heard has no new number. */
export async function recheckNewest(): Promise<void> {
  const roomId = chatRoom();
  if (!roomId || !readChat().loaded) return;
  const page = await fetchMessages(roomId, {}).catch(() => null);
  if (page && chatRoom() === roomId) take(page.items, false);
}

/** Fetches the page before the oldest message held. */
export async function loadOlder(): Promise<void> {
  const roomId = chatRoom();
  const oldest = readChat().messages[0]?.seq ?? 1;
  if (!roomId || oldest <= 1) return patchChat({ olderLeft: false });
  const page = await fetchMessages(roomId, { before: oldest });
  if (chatRoom() !== roomId) return;
  const log = mergeMessages(readChat(), page.items);
  patchChat({ ...log, shifted: true, olderLeft: page.items.length > 0 && (log.messages[0]?.seq ?? 1) > 1 });
}

/** A message heard over realtime, or confirmed; a hole before it is filled from the server. */
export function hearMessage(message: MessageView): void {
  const before = readChat();
  take([message], true);
  if (message.text === null && !message.deleted) void fetchLong(message.seq);
  if (before.loaded && gapAfter(readChat()) !== null) void catchUp();
}

export function hearEdit(message: MessageView): void {
  patchChat(applyEdit(readChat(), message));
  if (message.text === null && !message.deleted) void fetchLong(message.seq);
}

export function hearDeletion(seq: number, by: MessageView["deletedBy"]): void {
  const { editing, replyTo } = readChat();
  patchChat({ ...markDeleted(readChat(), seq, by), ...(editing?.seq === seq ? { editing: null } : {}), ...(replyTo?.seq === seq ? { replyTo: null } : {}) });
}

/** An event may carry 10 kB: a longer message comes without its words and is fetched by its number. */
async function fetchLong(seq: number): Promise<void> {
  const roomId = chatRoom();
  if (!roomId) return;
  const page = await fetchMessages(roomId, { after: seq - 1 }).catch(() => null);
  if (page && chatRoom() === roomId) take(page.items, false);
}

/** Slow mode, pin and mutes, as the server has them now. */
export async function refreshKept(): Promise<void> {
  const roomId = chatRoom();
  if (!roomId) return;
  const kept = await fetchChat(roomId).catch(() => null);
  if (kept && chatRoom() === roomId && kept.ver >= (readChat().kept?.ver ?? 0)) patchChat({ kept });
}

/** How the chat is kept has changed. Moderators ask who is muted, which is not in the event. */
export function hearKept({ ver, slowModeSeconds, pinned, moderator }: { ver: number; slowModeSeconds: number; pinned: QuoteView | null; moderator: boolean }): void {
  const { kept } = readChat();
  if (kept && ver > kept.ver) patchChat({ kept: { ...kept, ver, slowModeSeconds, pinned } });
  if (!kept || moderator) void refreshKept();
}

export function hearMute(until: string | null): void {
  const { kept } = readChat();
  if (kept) patchChat({ kept: { ...kept, mutedUntil: until } });
  else void refreshKept();
}
