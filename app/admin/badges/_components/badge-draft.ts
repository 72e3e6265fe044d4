import { zeroHash } from "viem";

const MAX_BYTES = 512;

export type UriFault = "uriMissing" | "uriLong" | "uriScheme";

/** Why a typed address cannot be a badge's, or null: what wallets and explorers can open, in what the contract keeps. */
export function uriFault(typed: string): UriFault | null {
  const uri = typed.trim();
  if (uri === "") return "uriMissing";
  if (new TextEncoder().encode(uri).length > MAX_BYTES) return "uriLong";
  return /^(https?:\/\/[^\s"<>]+|ipfs:\/\/[^\s"<>]+|data:application\/json[;,]\S+)$/.test(uri) ? null : "uriScheme";
}

/** A typed content hash; empty is the zero hash, which claims nothing. Null when it is neither. */
export function hashOf(typed: string): `0x${string}` | null {
  const hash = typed.trim().toLowerCase();
  if (hash === "") return zeroHash;
  return /^0x[0-9a-f]{64}$/.test(hash) ? (hash as `0x${string}`) : null;
}
