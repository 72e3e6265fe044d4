import { ISSUED_SKEW_MS, MESSAGE_LIFE_MS, STATEMENT } from "./rules";
import type { SiweFields } from "./parse-siwe";

/** What a message must say here. `origin` is the club's own, from its configuration and never from a header. */
export type Expected = { origin: string; chainId: number; at: Date };

const timeOf = (text: string | undefined): number => (text === undefined ? Number.NaN : Date.parse(text));

function originOf(uri: string): string | null {
  try {
    return new URL(uri).origin;
  } catch {
    return null;
  }
}

/**
 * Compares every field of a parsed message with what the club expects, failing closed: contracts allow no field that
 * is not known. The nonce is not checked here: it was consumed. Neither siwe nor viem does all of this by itself.
 * @returns the fault as a word for the log, or null
 */
export function findSiweFault(message: SiweFields, { origin, chainId, at }: Expected): string | null {
  const own = new URL(origin);
  const now = at.getTime();
  if (message.domain !== own.host) return "domain";
  if (message.scheme !== undefined && message.scheme !== null && `${message.scheme}:` !== own.protocol) return "scheme";
  if (originOf(message.uri) !== own.origin) return "uri";
  if (message.version !== "1") return "version";
  if (message.chainId !== chainId) return "chain";
  if (message.statement !== STATEMENT) return "statement";
  if (!(Math.abs(timeOf(message.issuedAt) - now) <= ISSUED_SKEW_MS)) return "issued_at";
  const expires = timeOf(message.expirationTime);
  if (!(expires > now)) return "expired";
  if (!(expires <= now + MESSAGE_LIFE_MS)) return "expires_late";
  if (message.notBefore !== undefined && !(timeOf(message.notBefore) <= now)) return "not_before";
  if (message.requestId !== undefined && message.requestId !== null) return "request_id";
  if (message.resources !== undefined && message.resources.length > 0) return "resources";
  return null;
}
