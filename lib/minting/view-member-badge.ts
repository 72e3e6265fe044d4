import type { Entitlement } from "@/lib/badges/list-entitlements";
import { findDefinition, viewBadge } from "@/lib/badges/list-badges";
import type { MemberBadgeView } from "@/lib/badges/schema";
import { explorerTxUrl } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { mintSettings } from "./mint-settings";
import { shownState, voucherState } from "./rules";
import type { LeaseRow, OutboxRow } from "./store";

/** An entitlement and its way to the chain, as everybody may see it. Null when the club does not offer the badge any more. */
export function viewMemberBadge({ entitlement, item, lease }: { entitlement: Entitlement; item: OutboxRow | undefined; lease: LeaseRow | null }): MemberBadgeView | null {
  const badge = findDefinition({ id: entitlement.badgeId });
  if (!badge) return null;
  const { state, reason } = item ? shownState(item, lease?.hold ?? null) : { state: "queued" as const, reason: null };
  const txHash = item?.txHash ?? null;
  return {
    badge: viewBadge(badge),
    state,
    earnedAt: entitlement.at.toISOString(),
    txHash,
    explorer: txHash ? explorerTxUrl(txHash) : null,
    block: item?.block ?? null,
    reason,
    claimable: item ? voucherState({ item, hold: lease?.hold ?? null, at: now(), settings: mintSettings() }) !== null : false,
  };
}
