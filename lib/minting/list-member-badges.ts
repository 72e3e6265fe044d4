import { listEntitlements } from "@/lib/badges/list-entitlements";
import type { MemberBadgeView } from "@/lib/badges/schema";
import { readStanding } from "@/lib/membership/read-standing";
import { deploymentId } from "@/lib/platform/chain";
import { findLease } from "./find-lease";
import { outbox, outboxId } from "./store";
import { viewMemberBadge } from "./view-member-badge";

/** The badges of a member with the state of each on its way to the chain, by id. Empty for an unknown member. */
export async function listBadgesOf({ memberId }: { memberId: string }): Promise<MemberBadgeView[]> {
  const entitlements = await listEntitlements({ memberId });
  if (entitlements.length === 0) return [];
  const ids = entitlements.map((entitlement) => outboxId(deploymentId(), entitlement.wallet, entitlement.badgeId));
  const [items, lease] = await Promise.all([outbox().find({ _id: { $in: ids } }).toArray(), findLease()]);
  const byId = new Map(items.map((item) => [item._id, item]));
  return entitlements.flatMap((entitlement, index) => viewMemberBadge({ entitlement, item: byId.get(ids[index] ?? ""), lease }) ?? []);
}

/** The same by wallet; a wallet without an account has none. */
export async function listMemberBadges({ wallet }: { wallet: `0x${string}` }): Promise<MemberBadgeView[]> {
  const { account } = await readStanding({ wallet });
  return account ? listBadgesOf({ memberId: account._id }) : [];
}
