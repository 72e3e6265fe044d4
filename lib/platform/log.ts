import pino from "pino";
import { env } from "./env";

let root: pino.Logger | undefined;

/** The structured log of one part of the club, as JSON lines. Never pass signatures, tokens, nonces or keys. */
export function log(part: string): pino.Logger {
  root ??= pino({ level: env().LOG_LEVEL, base: undefined, redact: ["*.signature", "*.token", "*.secret", "*.nonce"] });
  return root.child({ part });
}
