import type { DeskBadge } from "@/lib/badges/list-badge-desk";

export type BadgeFit = "none" | "here" | "stale" | "elsewhere";

/** How a badge on-chain stands to what this site serves: `stale` points here with a hash of other bytes, or at an older address of ours. */
export function badgeFit(onChain: DeskBadge["onChain"], served: DeskBadge["served"]): BadgeFit {
  if (!onChain) return "none";
  if (onChain.uri === served.uri) return onChain.contentHash === served.contentHash ? "here" : "stale";
  return onChain.uri.endsWith(new URL(served.uri).pathname) ? "stale" : "elsewhere";
}
