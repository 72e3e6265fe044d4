import type { SessionMethod } from "./schema";

/**
 * The sentence a wallet shows when it signs in. Part of the protocol, not of the catalogue: it is compared letter by
 * letter and EIP-4361 allows only ASCII in it.
 */
export const STATEMENT = "Sign in to the voice club. This costs nothing and sends no transaction.";

export const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A nonce lives this long, and so does the pre-session cookie it is bound to. */
export const NONCE_MS = 5 * MINUTE_MS;
/** How far `issuedAt` may be from the club's clock, in either direction. */
export const ISSUED_SKEW_MS = 5 * MINUTE_MS;
/** The furthest `expirationTime` of a message. */
export const MESSAGE_LIFE_MS = 10 * MINUTE_MS;

/** A session without a request for this long has ended. */
export const IDLE_MS = 7 * DAY_MS;
/** `lastSeenAt` is written at most this often. */
export const SEEN_STEP_MS = MINUTE_MS;

const LIFE_MS: Record<SessionMethod, number> = {
  eoa: 30 * DAY_MS,
  // A contract wallet may change its mind about a signature (EIP-4361).
  erc1271: DAY_MS,
  telegram: DAY_MS,
  mini_app: 60 * MINUTE_MS,
};
/** The longest life of a session. */
export const sessionLifeMs = (method: SessionMethod): number => LIFE_MS[method];

/** Begun without a wallet: good for listening, chat, hands and reading; the rest asks for the wallet. */
export const isLimited = (method: SessionMethod): boolean => method === "telegram" || method === "mini_app";

/** Over by its absolute end, or by having been idle. */
export const isSessionOver = (session: { expiresAt: Date; lastSeenAt: Date }, at: Date): boolean =>
  session.expiresAt <= at || session.lastSeenAt.getTime() + IDLE_MS <= at.getTime();
