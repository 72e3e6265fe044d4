import { env } from "@/lib/platform/env";

/**
 * A page of the club as the address of a button, or null: Telegram refuses a whole message because of a button that
 * leads to this machine, so on one machine only the fake Telegram shows such buttons.
 */
export function clubLink(path: string): string | null {
  const { APP_URL, TELEGRAM_API_ROOT } = env();
  return APP_URL.startsWith("https://") || TELEGRAM_API_ROOT ? new URL(path, APP_URL).href : null;
}

/** The same as a text, which may always be sent. */
export const clubUrl = (path: string): string => new URL(path, env().APP_URL).href;
