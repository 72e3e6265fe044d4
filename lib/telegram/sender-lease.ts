import { now } from "@/lib/platform/clock";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { telegramAccess } from "@/lib/platform/telegram-api";
import { type SenderRow, telegramNotices, telegramSenders } from "./store";

/** How long a lease lasts, in ms; the holder renews it at a third of that. */
export const SENDER_LEASE_MS = 15_000;

export type SenderLease = Pick<SenderRow, "fence" | "rate" | "pausedUntil" | "slowedAt"> & { owner: string; until: Date };

/** The bot's number: the lease is per bot, whatever process sends. */
const botId = (): string => telegramAccess().token.split(":")[0] ?? "";

/**
 * Takes the right to send for the bot, or renews it. Each change of hands has a higher number, which every row bears
 * that its holder took: what a holder that stopped had in hand may have been delivered, so it becomes `unknown`.
 * @param rate messages a second to begin with, the first time
 * @returns null while somebody else holds it
 */
export async function takeSenderLease({ owner, rate }: { owner: string; rate: number }): Promise<SenderLease | null> {
  const at = now();
  const until = new Date(at.getTime() + SENDER_LEASE_MS);
  const own = await telegramSenders().findOneAndUpdate({ _id: botId(), owner, until: { $gt: at } }, { $set: { until } }, { returnDocument: "after" });
  if (own) return own;
  let row = await telegramSenders().findOneAndUpdate({ _id: botId(), until: { $lte: at } }, { $set: { owner, until }, $inc: { fence: 1 } }, { returnDocument: "after" });
  if (!row) {
    const first: SenderRow = { _id: botId(), owner, fence: 1, until, rate, pausedUntil: at, slowedAt: at };
    try {
      await telegramSenders().insertOne(first);
      row = first;
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }
  await telegramNotices().updateMany({ state: "sending", fence: { $lt: row.fence } }, { $set: { state: "unknown", error: "the sender stopped before it knew", at } });
  return row;
}

/** Gives the lease back, so that a successor need not wait for it to run out. */
export async function releaseSenderLease({ owner }: { owner: string }): Promise<void> {
  await telegramSenders().updateOne({ _id: botId(), owner }, { $set: { until: now() } });
}

/** Remembers the pace for whoever holds the lease next. */
export async function savePace({ owner, rate, pausedUntil, slowedAt }: Pick<SenderLease, "owner" | "rate" | "pausedUntil" | "slowedAt">): Promise<void> {
  await telegramSenders().updateOne({ _id: botId(), owner }, { $set: { rate, pausedUntil, slowedAt } });
}
