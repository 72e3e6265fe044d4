import { isDuplicateKey } from "@/lib/platform/mongo";
import { channelId } from "./channel-id";
import { type RosterRow, telegramRoster } from "./store";

const rosterId = (chatId: number, telegramId: number): string => `${chatId}:${telegramId}`;

/**
 * Notes what Telegram reports of somebody's place in the members' group; other chats are none of ours. A report that is
 * older than what is noted changes nothing. Coming in again begins anew.
 * @param options.status as Telegram names it
 */
export async function recordMember(options: { chatId: number; telegramId: number; name: string; status: string; at: Date; /** Told by a message of theirs, not by Telegram. */ bySight?: boolean }): Promise<void> {
  const { chatId, telegramId, name, status, at, bySight = false } = options;
  if (chatId !== (await channelId())) return;
  const _id = rosterId(chatId, telegramId);
  const admin = status === "creator" || status === "administrator";
  const inside = admin || status === "member" || status === "restricted";
  const fields = { name, admin, reportedAt: at, bySight };
  if (inside) {
    if ((await telegramRoster().updateOne({ _id, state: "inside", reportedAt: { $lte: at } }, { $set: fields })).matchedCount === 1) return;
    if ((await telegramRoster().updateOne({ _id, state: { $ne: "inside" }, reportedAt: { $lte: at } }, { $set: { ...fields, state: "inside", graceUntil: null } })).matchedCount === 1) return;
    const row: RosterRow = { _id, chatId, telegramId, ...fields, state: "inside", graceUntil: null };
    await telegramRoster().insertOne(row).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
    return;
  }
  // Who was never seen inside needs no row: nobody is told that they left a place they were not in.
  await telegramRoster().updateOne({ _id, state: "inside", reportedAt: { $lte: at } }, { $set: { ...fields, state: "left", graceUntil: null } });
}

/** Somebody wrote in the members' group, so they are inside: the only way to learn of people who came before the bot. */
export async function noteSeen({ chatId, telegramId, name, at }: { chatId: number; telegramId: number; name: string; at: Date }): Promise<void> {
  const known = await telegramRoster().findOne({ _id: rosterId(chatId, telegramId) });
  // Times are whole seconds: a message of the second in which they left is not newer than that.
  if (known && (known.state === "inside" || known.reportedAt >= at)) return;
  await recordMember({ chatId, telegramId, name, status: "member", at, bySight: true });
}

/** The group has another number now: its roster goes along. */
export async function moveRoster({ from, to }: { from: number; to: number }): Promise<void> {
  for (const row of await telegramRoster().find({ chatId: from }).toArray()) {
    await telegramRoster().updateOne({ _id: rosterId(to, row.telegramId) }, { $setOnInsert: { ...row, _id: rosterId(to, row.telegramId), chatId: to } }, { upsert: true });
    await telegramRoster().deleteOne({ _id: row._id });
  }
}
