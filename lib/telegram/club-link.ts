import { env } from "@/lib/platform/env";

/**
 * A page of the club as the address of a button, or null: Telegram refuses a whole message because of a button that
 * leads to this machine, so on one machine only the fake Telegram shows such buttons.
 */
export function clubLink(path: string): string | null {
  const url = clubUrl(path);
  return isShown(url) ? url : null;
}

/** Whether Telegram shows a button that leads there. */
export const isShown = (url: string): boolean => url.startsWith("https://") || Boolean(env().TELEGRAM_API_ROOT);

/** The same as a text, which may always be sent. */
export const clubUrl = (path: string): string => new URL(path, env().APP_URL).href;
