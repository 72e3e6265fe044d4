/** What the contracts keep of a text, in bytes of UTF-8. */
const MAX_BYTES = 512;

export type ReasonFault = "reasonMissing" | "reasonLong";

/** Why a typed reason cannot stand on-chain, or null when it can. */
export function reasonFault(typed: string): ReasonFault | null {
  const bytes = new TextEncoder().encode(typed.trim()).length;
  return bytes === 0 ? "reasonMissing" : bytes > MAX_BYTES ? "reasonLong" : null;
}
