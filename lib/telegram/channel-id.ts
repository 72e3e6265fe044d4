import { env } from "@/lib/platform/env";
import { telegramChats } from "./store";

/** The number of the club's channel or group, also after it became a supergroup with a new one; null when there is none. */
export async function channelId(): Promise<number | null> {
  const configured = Number(env().TELEGRAM_CHANNEL_ID ?? "");
  if (!configured) return null;
  return (await telegramChats().findOne({ _id: configured }))?.migratedTo ?? configured;
}
