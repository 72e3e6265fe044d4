import { z } from "zod";
import { quoteView } from "@/lib/chat/schema";
import type { PendingMessage } from "./chat-log";

const keyOf = (roomId: string): string => `club.unsent.${roomId}`;
const stored = z.array(z.object({ clientMsgId: z.string(), text: z.string(), at: z.string(), reply: quoteView.nullable(), mentions: z.array(z.string()) })).max(50);

/** Keeps what is not confirmed yet for this tab, so that a reload loses none of it; the keys make sending it twice harmless. */
export function rememberPending(roomId: string, pending: readonly PendingMessage[]): void {
  try {
    if (pending.length === 0) sessionStorage.removeItem(keyOf(roomId));
    else sessionStorage.setItem(keyOf(roomId), JSON.stringify(pending.map(({ clientMsgId, text, at, reply, mentions }) => ({ clientMsgId, text, at, reply, mentions }))));
  } catch {
    // Storage may be switched off or full: the messages stay in the page then.
  }
}

/** What an earlier load of this tab could not send in a room. */
export function recallPending(roomId: string): PendingMessage[] {
  try {
    const kept = stored.safeParse(JSON.parse(sessionStorage.getItem(keyOf(roomId)) ?? "[]"));
    return kept.success ? kept.data.map((message) => ({ ...message, state: "waiting", fault: null })) : [];
  } catch {
    return [];
  }
}

const draftKey = (roomId: string): string => `club.draft.${roomId}`;

/** Keeps what is being written for this tab: closing the chat or reloading the page loses none of it. */
export function keepDraft(roomId: string, text: string): void {
  try {
    if (text === "") sessionStorage.removeItem(draftKey(roomId));
    else sessionStorage.setItem(draftKey(roomId), text);
  } catch {
    // As above.
  }
}

export function recallDraft(roomId: string): string {
  try {
    return sessionStorage.getItem(draftKey(roomId)) ?? "";
  } catch {
    return "";
  }
}
