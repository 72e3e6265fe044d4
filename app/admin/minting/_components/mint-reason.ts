const KNOWN = ["blocked", "cancelled", "voucher", "wallet_moved", "refused", "not_read_back", "not_confirmed"] as const;

export type MintReason = { key: (typeof KNOWN)[number] | "reverted" | "other"; name: string };

/** The sentence for a pipeline reason. What the contract itself named (`reverted_…`, or an error's name) is shown as it is. */
export function mintReason(reason: string): MintReason {
  const known = KNOWN.find((word) => word === reason);
  if (known) return { key: known, name: "" };
  if (reason.startsWith("reverted_")) return { key: "reverted", name: reason.slice("reverted_".length) };
  return { key: "other", name: reason };
}
