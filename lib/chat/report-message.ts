import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { readChatAccess } from "@/lib/rooms/read-chat-access";
import type { Actor } from "@/lib/rooms/rules";
import { messageId, messages, type MessageRow, reportId, reports } from "./store";

/** Reasons kept with one message; later ones are only counted. */
const MAX_REASONS = 20;

async function join(row: MessageRow, byId: string, reason: string): Promise<boolean> {
  const mine = { byId, reason };
  const joined = await reports().updateOne({ _id: reportId(row), reporterIds: { $ne: byId } }, { $push: { reporterIds: byId, reasons: { $each: [mine], $slice: MAX_REASONS } }, $inc: { count: 1 } });
  return joined.matchedCount > 0;
}

/**
 * Reports a message to the admins, with its text as it is now: a message that is changed later can be reported anew,
 * one that is deleted later can still be judged. Each member counts once.
 * @throws ClubError not_found (`no_room`, `no_message`); forbidden (`not_in_room`, `banned_from_room`); conflict
 *   (`own_message`)
 */
export async function reportMessage({ roomId, seq, actor, reason }: { roomId: string; seq: number; actor: Actor; reason: string }): Promise<void> {
  await readChatAccess({ roomId, actor });
  const row = await messages().findOne({ _id: messageId(roomId, seq) });
  if (!row || row.memberId === "" || row.deletedAt !== null) throw new ClubError("not_found", "There is no such message.", { reason: "no_message" });
  if (row.memberId === actor.id) throw new ClubError("conflict", "This is your own message.", { reason: "own_message" });
  if (await join(row, actor.id, reason)) return;
  try {
    await reports().insertOne({
      _id: reportId(row), roomId, seq, authorId: row.memberId, text: row.text, state: "open", count: 1, reporterIds: [actor.id], reasons: [{ byId: actor.id, reason }],
      firstAt: now(), closedAt: null, closedById: null, outcome: null,
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Somebody was first at the same moment, or this member has reported it before.
    await join(row, actor.id, reason);
  }
}
