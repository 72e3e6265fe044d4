import type { z } from "zod";
import { now } from "@/lib/platform/clock";
import { readChatAccess } from "@/lib/rooms/read-chat-access";
import type { Actor } from "@/lib/rooms/rules";
import { lostSeqs, pageOf } from "./rules";
import type { messagesQuery, MessageView } from "./schema";
import { findMessages } from "./store";
import { lostMessage, viewMessages } from "./view-message";

/**
 * At most 100 messages of a room in the order of their numbers: those after `after`, the last ones before `before`, or
 * the last ones. `next` is the number to go on from in the same direction, null when there is nothing more there.
 * A number whose message will not come is answered as a deleted message.
 * @throws ClubError not_found; forbidden (`not_in_room`, `banned_from_room`)
 */
export async function listMessages({ roomId, actor, after, before }: { roomId: string; actor: Actor } & z.infer<typeof messagesQuery>): Promise<{ items: MessageView[]; next: string | null }> {
  const { lastSeq } = await readChatAccess({ roomId, actor });
  const { first, last } = pageOf({ after, before, lastSeq });
  const rows = await findMessages(roomId, first, last);
  const at = now();
  const lost = lostSeqs({ first, last, rows, now: at }).map((seq) => lostMessage(seq, at));
  const items = [...(await viewMessages(rows)), ...lost].sort((a, b) => a.seq - b.seq);
  const next = after !== undefined ? (last < lastSeq ? last : null) : first > 1 ? first : null;
  return { items, next: next === null ? null : String(next) };
}
