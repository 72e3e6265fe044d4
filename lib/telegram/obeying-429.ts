import { setTimeout as sleep } from "node:timers/promises";
import { retryAfterOf } from "@/lib/platform/telegram-api";

const TRIES = 3;
const LONGEST_WAIT_SECONDS = 60;

/**
 * Calls Telegram, and where it asks to wait, waits and calls again: for calls that may be repeated, outside of the
 * sender. @throws what Telegram answers, its 429 after three tries or for more than a minute too
 */
export async function obeying429<T>(call: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await call();
    } catch (error) {
      const seconds = retryAfterOf(error);
      if (seconds === 0 || seconds > LONGEST_WAIT_SECONDS || tried >= TRIES) throw error;
      await sleep(seconds * 1000);
    }
  }
}
