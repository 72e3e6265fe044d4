import { z } from "zod";
import { personView } from "../membership/schema";
import { roomId } from "../rooms/schema";

/** No control characters but line breaks and tabs. */
const text = z.string().trim().min(1).max(2000).regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u, "control characters are not allowed");
export const postMessageInput = z.object({ text, clientMsgId: z.string().regex(/^[\w-]{8,64}$/) });
export const messagesQuery = z.object({ after: z.coerce.number().int().min(0).optional(), before: z.coerce.number().int().min(1).optional() });
export const messageParams = z.object({ roomId, seq: z.coerce.number().int().min(1) });

/** `text` is null for a message that was deleted, or that was lost between its number and its row. */
export const messageView = z.object({
  seq: z.number().int(),
  from: personView.nullable(),
  text: z.string().nullable(),
  clientMsgId: z.string().nullable(),
  at: z.iso.datetime(),
  deleted: z.boolean(),
});
export type MessageView = z.infer<typeof messageView>;
/** In the order of their numbers. `next` is the number to go on from, after it or before it as was asked. */
export const messagesView = z.object({ items: z.array(messageView), next: z.string().nullable() });

export const REACTIONS = ["heart", "clap", "laugh", "wow", "fire", "thumb"] as const;
export type ReactionKind = (typeof REACTIONS)[number];
export const reactionInput = z.object({ kind: z.enum(REACTIONS) });

/** A message too long for an event comes in it with `text` null and `deleted` false: fetch it by its number. */
export const chatEvents = {
  "message.created": z.object({ at: z.iso.datetime(), seq: z.number().int(), message: messageView }),
  "message.deleted": z.object({ at: z.iso.datetime(), seq: z.number().int() }),
  reactions: z.object({ at: z.iso.datetime(), seq: z.number().int(), counts: z.partialRecord(z.enum(REACTIONS), z.number().int()) }),
} as const;
