import pino from "pino";
import { env } from "./env";

let root: pino.Logger | undefined;

const SECRETS = ["TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "TELEGRAM_LOGIN_CLIENT_SECRET", "SESSION_SECRET", "PUSHER_SECRET", "LIVEKIT_API_SECRET", "MINTER_PRIVATE_KEY", "KEEPER_PRIVATE_KEY", "METRICS_TOKEN", "MONGODB_URI", "RPC_URL_CONFIRM"] as const;

/**
 * A text without the club's own secrets, for logs and for errors that are kept. Libraries put addresses into their
 * errors, and the address of the Bot API holds the bot's token.
 */
export function scrub(text: string): string {
  const configured = env();
  let clean = text;
  for (const name of SECRETS) {
    const secret = configured[name];
    if (secret) clean = clean.replaceAll(secret, `[${name}]`);
  }
  return clean;
}

/** The structured log of one part of the club, as JSON lines. Never pass signatures, tokens, nonces or keys. */
export function log(part: string): pino.Logger {
  root ??= pino({ level: env().LOG_LEVEL, base: undefined, redact: ["*.signature", "*.token", "*.secret", "*.nonce"], hooks: { streamWrite: scrub } });
  return root.child({ part });
}
