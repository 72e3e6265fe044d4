import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { newSecret, sha256 } from "@/lib/platform/ids";
import { newNonce } from "./parse-siwe";
import { NONCE_MS, STATEMENT } from "./rules";
import type { NonceView } from "./schema";
import { nonces } from "./store";

/**
 * Makes a nonce for one sign-in attempt within 5 minutes, bound to the browser that asks: it counts only together
 * with `browserToken`, which goes out as the pre-session cookie and is kept as a hash.
 */
export async function createNonce(): Promise<{ view: NonceView; browserToken: string }> {
  const nonce = newNonce();
  const browserToken = newSecret();
  const expiresAt = new Date(now().getTime() + NONCE_MS);
  await nonces().insertOne({ _id: nonce, browser: sha256(browserToken), expiresAt });
  const view = { nonce, expiresAt: expiresAt.toISOString(), domain: new URL(env().APP_URL).host, statement: STATEMENT, chainIds: [env().CHAIN_ID] };
  return { view, browserToken };
}
