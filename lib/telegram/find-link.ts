import { now } from "@/lib/platform/clock";
import { telegramLinks } from "./store";

/** The person wrote to the bot again: they may be written to. */
export async function markReachable({ telegramId }: { telegramId: number }): Promise<void> {
  await telegramLinks().updateOne({ telegramId, blockedAt: { $ne: null } }, { $set: { blockedAt: null } });
}

/** The member behind a Telegram account, or null. */
export async function memberOfTelegram({ telegramId }: { telegramId: number }): Promise<string | null> {
  return (await telegramLinks().findOne({ telegramId }))?._id ?? null;
}

/** The person stopped the bot, or deleted their account: nothing is sent until they write again. */
export async function markBlocked({ telegramId }: { telegramId: number }): Promise<void> {
  await telegramLinks().updateOne({ telegramId, blockedAt: null }, { $set: { blockedAt: now() } });
}
