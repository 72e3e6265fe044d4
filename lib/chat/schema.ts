import { z } from "zod";
import { memberId, personView } from "../membership/schema";
import { roomId } from "../rooms/schema";

/** What may stand in a text is checked by `textFault` of the rules, which names the case; this is the outer bound. */
const text = z.string().max(20_000);
const mentionIds = z.array(memberId).max(50).default([]);
export const postMessageInput = z.object({
  text,
  clientMsgId: z.string().regex(/^[\w-]{8,64}$/),
  /** The number of the message that is answered. */
  replyTo: z.number().int().min(1).nullable().default(null),
  /** Who is meant by the @names in the text. */
  mentions: mentionIds,
});
export const editMessageInput = z.object({ text, mentions: mentionIds });
export const messagesQuery = z.object({ after: z.coerce.number().int().min(0).optional(), before: z.coerce.number().int().min(1).optional() });
export const messageParams = z.object({ roomId, seq: z.coerce.number().int().min(1) });

/** The beginning of a message on one line, as an answer or the pin shows it; `text` null when it was deleted. */
export const quoteView = z.object({ seq: z.number().int(), name: z.string(), text: z.string().nullable() });
export type QuoteView = z.infer<typeof quoteView>;

/** `text` is null for a message that was deleted, or that was lost between its number and its row. */
export const messageView = z.object({
  seq: z.number().int(),
  from: personView.nullable(),
  text: z.string().nullable(),
  clientMsgId: z.string().nullable(),
  at: z.iso.datetime(),
  deleted: z.boolean(),
  /** Null for a message that stands, and for a number that was never used. */
  deletedBy: z.enum(["author", "moderator"]).nullable(),
  editedAt: z.iso.datetime().nullable(),
  reply: quoteView.nullable(),
  /** People named in the text as `@name`, by the name they had when it was written. */
  mentions: z.array(z.object({ id: memberId, name: z.string() })),
});
export type MessageView = z.infer<typeof messageView>;
/** In the order of their numbers. `next` is the number to go on from, after it or before it as was asked. */
export const messagesView = z.object({ items: z.array(messageView), next: z.string().nullable() });

export const slowModeInput = z.object({ slowModeSeconds: z.number().int().min(0).max(60) });
export const chatMuteInput = z.object({ minutes: z.number().int().min(1).max(1_440) });
/** How a room's chat is kept. `muted` lists who may not write, for moderators; for others it is empty. */
export const chatView = z.object({
  ver: z.number().int(),
  slowModeSeconds: z.number().int(),
  pinned: quoteView.nullable(),
  /** Until when the asking member may not write. */
  mutedUntil: z.iso.datetime().nullable(),
  muted: z.array(z.object({ memberId, until: z.iso.datetime() })),
});
export type ChatView = z.infer<typeof chatView>;

export const reportInput = z.object({ reason: z.string().trim().max(500).default("") });
export const reportParams = z.object({ reportId: z.string().regex(/^r_[0-9a-z]{26}:\d{1,12}\.\d{1,6}$/) });
export const reportAct = z.discriminatedUnion("act", [z.object({ act: z.enum(["dismiss", "delete"]) }), z.object({ act: z.literal("mute"), minutes: chatMuteInput.shape.minutes })]);
export type ReportAct = z.infer<typeof reportAct>;
/** A message that members reported, as it was then. */
export const reportView = z.object({
  id: z.string(),
  roomId,
  roomTitle: z.string().nullable(),
  seq: z.number().int(),
  author: personView.nullable(),
  text: z.string(),
  /** The message has been deleted since. */
  gone: z.boolean(),
  count: z.number().int(),
  reasons: z.array(z.object({ by: personView.nullable(), reason: z.string() })),
  firstAt: z.iso.datetime(),
});
export type ReportView = z.infer<typeof reportView>;

export const REACTIONS = ["heart", "clap", "laugh", "wow", "fire", "thumb"] as const;
export type ReactionKind = (typeof REACTIONS)[number];
export const reactionInput = z.object({ kind: z.enum(REACTIONS) });

const at = z.iso.datetime();
/** A message too long for an event comes in it with `text` null and `deleted` false: fetch it by its number. */
export const chatEvents = {
  "message.created": z.object({ at, seq: z.number().int(), message: messageView }),
  "message.edited": z.object({ at, seq: z.number().int(), message: messageView }),
  "message.deleted": z.object({ at, seq: z.number().int(), by: z.enum(["author", "moderator"]) }),
  "chat.changed": z.object({ at, ver: z.number().int(), slowModeSeconds: z.number().int(), pinned: quoteView.nullable() }),
  reactions: z.object({ at, seq: z.number().int(), counts: z.partialRecord(z.enum(REACTIONS), z.number().int()) }),
} as const;
/** Events to one member's own pages; `until` null: the mute was lifted. */
export const chatMemberEvents = { "chat.muted": z.object({ at, roomId, until: at.nullable() }) } as const;
