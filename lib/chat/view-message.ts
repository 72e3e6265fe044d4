import { findPeople } from "@/lib/membership/find-people";
import type { MessageView } from "./schema";
import type { MessageRow } from "./store";

/** Messages as people in the room see them: of a deleted one only that it was there, of a lost one only its number. */
export async function viewMessages(rows: readonly MessageRow[]): Promise<MessageView[]> {
  const people = await findPeople({ ids: rows.filter((row) => row.memberId !== "").map((row) => row.memberId) });
  return rows.map((row) => {
    const deleted = row.deletedAt !== null || row.memberId === "";
    return {
      seq: row.seq,
      from: people.get(row.memberId) ?? null,
      text: deleted ? null : row.text,
      clientMsgId: row.memberId === "" ? null : row.clientMsgId,
      at: row.at.toISOString(),
      deleted,
    };
  });
}

/** The place of a number that was given and never used. */
export const lostMessage = (seq: number, at: Date): MessageView => ({ seq, from: null, text: null, clientMsgId: null, at: at.toISOString(), deleted: true });
