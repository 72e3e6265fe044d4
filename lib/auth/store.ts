import { defineCollection } from "@/lib/platform/mongo";
import type { SessionMethod } from "./schema";

/** One signed-in browser. Of the token only the SHA-256 is kept, as `_id`. */
export type SessionRow = {
  _id: string;
  memberId: string;
  /** Lower-case; the session ends for good when the account moves to another wallet. */
  wallet: `0x${string}`;
  chainId: number;
  method: SessionMethod;
  createdAt: Date;
  lastSeenAt: Date;
  /** The absolute end, whatever the activity. */
  expiresAt: Date;
};

/** A nonce handed out, bound to the browser that asked by the hash of its pre-session cookie. */
export type NonceRow = { _id: string; browser: string; expiresAt: Date };

// The TTL indexes only sweep; every read checks the time itself.
export const sessions = defineCollection<SessionRow>("sessions", [{ key: { memberId: 1 } }, { key: { expiresAt: 1 }, expireAfterSeconds: 0 }]);
export const nonces = defineCollection<NonceRow>("sign_in_nonces", [{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }]);
