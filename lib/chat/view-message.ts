import { findPeople } from "@/lib/membership/find-people";
import type { PersonView } from "@/lib/membership/schema";
import type { MessageView, QuoteView } from "./schema";
import { findMessagesByIds, messageId, type MessageRow } from "./store";
import { quoteText } from "./text-rules";

const isGone = (row: MessageRow): boolean => row.deletedAt !== null || row.memberId === "";

/** The beginning of a message, for an answer or the pin. */
export const quoteOf = (row: MessageRow, name: string, characters?: number): QuoteView => ({ seq: row.seq, name, text: isGone(row) ? null : quoteText(row.text, characters) });

function quotedBy(row: MessageRow, quoted: ReadonlyMap<string, MessageRow>, people: ReadonlyMap<string, PersonView>): QuoteView | null {
  if (row.replyTo === undefined) return null;
  const answered = quoted.get(messageId(row.roomId, row.replyTo));
  return answered ? quoteOf(answered, people.get(answered.memberId)?.name ?? "") : { seq: row.replyTo, name: "", text: null };
}

/**
 * Messages as people in the room see them: of a deleted one only that it was there, of a lost one only its number.
 * @param known people whose names need not be looked up
 */
export async function viewMessages(rows: readonly MessageRow[], known: readonly PersonView[] = []): Promise<MessageView[]> {
  const quoted = await findMessagesByIds(rows.flatMap((row) => (row.replyTo !== undefined && !isGone(row) ? [messageId(row.roomId, row.replyTo)] : [])));
  const people = new Map(known.map((person) => [person.id, person]));
  const ids = [...rows, ...quoted.values()].map((row) => row.memberId).filter((id) => id !== "" && !people.has(id));
  for (const [id, person] of await findPeople({ ids })) people.set(id, person);
  return rows.map((row) => {
    const deleted = isGone(row);
    return {
      seq: row.seq,
      from: people.get(row.memberId) ?? null,
      text: deleted ? null : row.text,
      clientMsgId: row.memberId === "" ? null : row.clientMsgId,
      at: row.at.toISOString(),
      deleted,
      deletedBy: row.deletedById === null ? null : row.deletedById === row.memberId ? "author" : "moderator",
      editedAt: (!deleted && row.editedAt?.toISOString()) || null,
      reply: deleted ? null : quotedBy(row, quoted, people),
      mentions: deleted ? [] : (row.mentions ?? []),
    };
  });
}

/** The place of a number that was given and never used. */
export const lostMessage = (seq: number, at: Date): MessageView => ({
  seq, from: null, text: null, clientMsgId: null, at: at.toISOString(), deleted: true, deletedBy: null, editedAt: null, reply: null, mentions: [],
});
