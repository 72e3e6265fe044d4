import { defineCollection, isDuplicateKey } from "@/lib/platform/mongo";
import type { ReactionKind } from "./schema";

/** One message, or (`memberId` empty) a number that was given and never used. */
export type MessageRow = {
  /** `<roomId>:<seq>` */
  _id: string;
  roomId: string;
  seq: number;
  memberId: string;
  /** Made by the client; with the member unique, so that a repeated send is one message. */
  clientMsgId: string;
  text: string;
  at: Date;
  deletedAt: Date | null;
  deletedById: string | null;
  /** The number of the message it answers. */
  replyTo?: number;
  mentions?: { id: string; name: string }[];
  editedAt?: Date;
  /** How often its author changed it. */
  edits?: number;
};

/** How the chat of a room is kept; a room without a row has no slow mode, no pin and nobody muted. */
export type ChatRow = {
  _id: string;
  /** Grows by one with each change. */
  ver: number;
  slowModeSeconds?: number;
  pinnedSeq?: number;
  /** By member id. One that is over counts as none; it is removed with the next mute. */
  mutes?: Record<string, { until: Date; byId: string }>;
};

/** When a member wrote last while slow mode was on, and what. */
export type PaceRow = { _id: string; at: Date; clientMsgId: string };

/** A version of a message that was reported, as it was then, with who reported it. */
export type ReportRow = {
  /** `<roomId>:<seq>.<edits>` */
  _id: string;
  roomId: string;
  seq: number;
  authorId: string;
  text: string;
  state: "open" | "closed";
  count: number;
  reporterIds: string[];
  reasons: { byId: string; reason: string }[];
  firstAt: Date;
  closedAt: Date | null;
  closedById: string | null;
  outcome: "dismiss" | "delete" | "mute" | null;
};

/** What was tapped since the last event of a room, and when that was. */
export type ReactionRow = { _id: string; counts: Partial<Record<ReactionKind, number>>; seq: number; flushedAt: Date };

export const messages = defineCollection<MessageRow>("messages", [{ key: { memberId: 1, clientMsgId: 1 }, unique: true }]);
export const chats = defineCollection<ChatRow>("chats");
export const paces = defineCollection<PaceRow>("chat_paces");
export const reports = defineCollection<ReportRow>("chat_reports", [{ key: { state: 1, firstAt: 1 } }]);
export const reactions = defineCollection<ReactionRow>("reactions");

export const messageId = (roomId: string, seq: number): string => `${roomId}:${seq}`;
export const paceId = (roomId: string, memberId: string): string => `${roomId}:${memberId}`;
export const reportId = (row: MessageRow): string => `${row._id}.${row.edits ?? 0}`;

/** The messages with the numbers from `first` to `last`, by number; numbers without a row are left out. */
export async function findMessages(roomId: string, first: number, last: number): Promise<MessageRow[]> {
  const ids = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => messageId(roomId, first + index));
  if (ids.length === 0) return [];
  return (await messages().find({ _id: { $in: ids } }).toArray()).sort((a, b) => a.seq - b.seq);
}

/** A member's message by the id its client gave it. */
export const findByClientId = (memberId: string, clientMsgId: string): Promise<MessageRow | null> => messages().findOne({ memberId, clientMsgId });

/** Messages by their keys; those that do not exist are left out. */
export async function findMessagesByIds(ids: readonly string[]): Promise<Map<string, MessageRow>> {
  if (ids.length === 0) return new Map();
  return new Map((await messages().find({ _id: { $in: [...new Set(ids)] } }).toArray()).map((row) => [row._id, row]));
}

type ChatChange = { $set?: Record<string, unknown>; $unset?: Record<string, ""> };

/** Changes how a chat is kept and counts the change; the first change of a room makes its row. */
export async function changeChat(roomId: string, change: ChatChange, guard: Partial<ChatRow> = {}): Promise<ChatRow | null> {
  const update = { ...change, $inc: { ver: 1 } };
  const after = await chats().findOneAndUpdate({ _id: roomId, ...guard }, update, { returnDocument: "after" });
  if (after || Object.keys(guard).length > 0) return after;
  try {
    await chats().insertOne({ _id: roomId, ver: 0 });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return chats().findOneAndUpdate({ _id: roomId }, update, { returnDocument: "after" });
}
