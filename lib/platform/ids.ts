import { createHash, randomBytes } from "node:crypto";
import { ulid } from "ulid";

/** Prefixes of the ids people may meet in URLs and logs: one per kind of thing. */
export type IdPrefix = "m" | "r" | "audit" | "inv" | "job" | "prompt";

/** A new id, `<prefix>_<26 lower-case ULID characters>`: unique, and sortable by the time it was made. */
export const newId = (prefix: IdPrefix): string => `${prefix}_${ulid().toLowerCase()}`;

/** `bytes` random bytes (256 bit by default) as base64url: for secrets that are handed out once. */
export const newSecret = (bytes = 32): string => randomBytes(bytes).toString("base64url");

/** SHA-256 as lower-case hex: how secrets that were handed out are stored. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
