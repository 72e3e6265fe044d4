import { env } from "@/lib/platform/env";
import { telegramChats } from "./store";

/** The number of the club's channel or group, also after it became a supergroup with a new one; null when there is none. */
export async function channelId(): Promise<number | null> {
  const configured = Number(env().TELEGRAM_CHANNEL_ID ?? "");
  if (!configured) return null;
  return (await telegramChats().findOne({ _id: configured }))?.migratedTo ?? configured;
}

/** A group became a supergroup and has another number from now on. */
export async function noteMigration({ from, to }: { from: number; to: number }): Promise<void> {
  await telegramChats().updateOne({ _id: from }, { $set: { migratedTo: to } }, { upsert: true });
}
