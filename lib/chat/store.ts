import { defineCollection } from "@/lib/platform/mongo";
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
};

/** What was tapped since the last event of a room, and when that was. */
export type ReactionRow = { _id: string; counts: Partial<Record<ReactionKind, number>>; seq: number; flushedAt: Date };

export const messages = defineCollection<MessageRow>("messages", [{ key: { memberId: 1, clientMsgId: 1 }, unique: true }]);
export const reactions = defineCollection<ReactionRow>("reactions");

export const messageId = (roomId: string, seq: number): string => `${roomId}:${seq}`;

/** The messages with the numbers from `first` to `last`, by number; numbers without a row are left out. */
export async function findMessages(roomId: string, first: number, last: number): Promise<MessageRow[]> {
  const ids = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => messageId(roomId, first + index));
  if (ids.length === 0) return [];
  return (await messages().find({ _id: { $in: ids } }).toArray()).sort((a, b) => a.seq - b.seq);
}

/** A member's message by the id its client gave it. */
export const findByClientId = (memberId: string, clientMsgId: string): Promise<MessageRow | null> => messages().findOne({ memberId, clientMsgId });
