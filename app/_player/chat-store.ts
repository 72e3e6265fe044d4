import { useSyncExternalStore } from "react";
import type { ChatView, MessageView, QuoteView } from "@/lib/chat/schema";
import { type ChatLog, EMPTY_LOG } from "./chat-log";
import { recallPending } from "./pending-memory";

export type Chat = ChatLog & {
  loaded: boolean;
  olderLeft: boolean;
  /** The last change put messages in front: what is read stays where it is. */
  shifted: boolean;
  unread: number;
  reading: boolean;
  /** The newest message of somebody else that came while one was here, to be read aloud. */
  heard: MessageView | null;
  /** Slow mode, pin and mutes; null until they are known. */
  kept: ChatView | null;
  /** What the next message answers, or which own one it replaces. */
  replyTo: QuoteView | null;
  editing: MessageView | null;
};

const BLANK: Chat = { ...EMPTY_LOG, loaded: false, olderLeft: false, shifted: false, unread: 0, reading: false, heard: null, kept: null, replyTo: null, editing: null };

let room: string | null = null;
let own: string | null = null;
let chat: Chat = BLANK;
const listeners = new Set<() => void>();

export const readChat = (): Chat => chat;
export const chatRoom = (): string | null => room;
export const chatOwner = (): string | null => own;

/** Changes some fields and tells everybody who reads them. */
export function patchChat(change: Partial<Chat>): void {
  chat = { ...chat, shifted: false, ...change };
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

/** Starts the chat of a room, with what this tab could not send before; the same room again keeps what is there. */
export function openChat(roomId: string, memberId: string): void {
  if (room === roomId) return;
  room = roomId;
  own = memberId;
  patchChat({ ...BLANK, pending: recallPending(roomId) });
}

export function closeChat(): void {
  room = null;
  patchChat(BLANK);
}

/** Says whether the messages are in sight, so that unread ones are counted only while they are not. */
export const markReading = (reading: boolean): void => patchChat(reading ? { reading, unread: 0 } : { reading });

export const answerTo = (replyTo: QuoteView | null): void => patchChat({ replyTo, editing: null });
export const startEditing = (editing: MessageView | null): void => patchChat({ editing, replyTo: null });
