import { listEntitlements } from "@/lib/badges/list-entitlements";
import { badgeEvents } from "@/lib/badges/schema";
import { deploymentId } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { publishToMember } from "@/lib/platform/realtime";
import { findLease } from "./find-lease";
import { outbox, outboxId } from "./store";
import { viewMemberBadge } from "./view-member-badge";
import type { MemberBadgeView } from "@/lib/badges/schema";

/**
 * Tells a member's open pages the state one badge is in now, as `badge.changed`, and answers what it told. Pages
 * order by `ver`, so a late telling harms nobody. Null when there is nothing to tell of.
 */
export async function announceBadge({ memberId, badgeId }: { memberId: string; badgeId: number }): Promise<MemberBadgeView | null> {
  const entitlement = (await listEntitlements({ memberId })).find((row) => row.badgeId === badgeId);
  if (!entitlement) return null;
  const [item, lease] = await Promise.all([outbox().findOne({ _id: outboxId(deploymentId(), entitlement.wallet, badgeId) }), findLease()]);
  const view = item && viewMemberBadge({ entitlement, item, lease });
  if (!view) return null;
  const payload = badgeEvents["badge.changed"].parse({ at: now().toISOString(), ver: item.ver, badgeId, state: view.state, txHash: view.txHash, explorer: view.explorer });
  await publishToMember(memberId, "badge.changed", payload);
  return view;
}
