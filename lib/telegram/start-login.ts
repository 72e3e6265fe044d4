import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { newSecret, sha256 } from "@/lib/platform/ids";
import { beginLogin } from "@/lib/platform/telegram-login";
import { LOGIN_SECONDS } from "./rules";
import { telegramLogins } from "./store";

/** Where Telegram leads back to; this address is registered with BotFather. */
export const loginReturnUrl = (): string => new URL("/join/telegram", env().APP_URL).href;

/**
 * Begins "Log in with Telegram" for one browser, good for ten minutes and once. `browserToken` goes out as its cookie
 * and is kept as a hash. @throws ClubError unavailable (`telegram_off`, `telegram_away`)
 */
export async function startLogin({ next }: { next: string }): Promise<{ url: string; browserToken: string }> {
  const { url, secrets } = await beginLogin({ redirectUri: loginReturnUrl() });
  const browserToken = newSecret();
  const { state, nonce, verifier } = secrets;
  await telegramLogins().insertOne({ _id: sha256(state), browser: sha256(browserToken), nonce, verifier, next, expiresAt: new Date(now().getTime() + LOGIN_SECONDS * 1000) });
  return { url, browserToken };
}
