import type { z } from "zod";
import { chatView, type ChatView, messagesView, messageView, type MessageView, type REACTIONS } from "@/lib/chat/schema";
import { supportView, type SupportView } from "@/lib/rooms/schema";
import { ignore, request } from "../_http/request";

export type MessagePage = z.infer<typeof messagesView>;
const at = (roomId: string, rest: string): string => `/api/rooms/${roomId}${rest}`;

export const fetchMessages = (roomId: string, range: { after?: number; before?: number }): Promise<MessagePage> =>
  request(at(roomId, `/messages?${new URLSearchParams(Object.entries(range).map(([key, value]) => [key, String(value)])).toString()}`), { parse: (value) => messagesView.parse(value) });
export const postMessage = (roomId: string, body: { text: string; clientMsgId: string; replyTo: number | null; mentions: string[] }): Promise<MessageView> =>
  request(at(roomId, "/messages"), { method: "POST", body, parse: (value) => messageView.parse(value) });
export const editMessage = (roomId: string, seq: number, body: { text: string; mentions: string[] }): Promise<MessageView> =>
  request(at(roomId, `/messages/${seq}`), { method: "PATCH", body, parse: (value) => messageView.parse(value) });
export const deleteMessage = (roomId: string, seq: number): Promise<void> => request(at(roomId, `/messages/${seq}`), { method: "DELETE", parse: ignore });
export const reportMessage = (roomId: string, seq: number, reason: string): Promise<void> => request(at(roomId, `/messages/${seq}/report`), { method: "POST", body: { reason }, parse: ignore });
export const pinMessage = (roomId: string, seq: number, pinned: boolean): Promise<void> => request(at(roomId, `/messages/${seq}/pin`), { method: pinned ? "POST" : "DELETE", parse: ignore });

export const fetchChat = (roomId: string): Promise<ChatView> => request(at(roomId, "/chat"), { parse: (value) => chatView.parse(value) });
export const setSlowMode = (roomId: string, slowModeSeconds: number): Promise<void> => request(at(roomId, "/chat"), { method: "PATCH", body: { slowModeSeconds }, parse: ignore });
export const muteInChat = (roomId: string, memberId: string, minutes: number): Promise<void> => request(at(roomId, `/chat/mute/${memberId}`), { method: "POST", body: { minutes }, parse: ignore });
export const unmuteInChat = (roomId: string, memberId: string): Promise<void> => request(at(roomId, `/chat/mute/${memberId}`), { method: "DELETE", parse: ignore });

export const react = (roomId: string, kind: (typeof REACTIONS)[number]): Promise<void> => request(at(roomId, "/reactions"), { method: "POST", body: { kind }, parse: ignore });
export const thankSpeaker = (roomId: string, memberId: string): Promise<SupportView> => request(at(roomId, `/support/${memberId}`), { method: "POST", parse: (value) => supportView.parse(value) });
