import { findAccount } from "@/lib/membership/find-account";
import { listDefinitions } from "./list-badges";
import { entitlementId, type EntitlementRow, findEntitlements, findEntitlementsAfter } from "./store";

export type Entitlement = EntitlementRow & {
  /** False when the account has moved to another wallet since: only the owner's `reissue` moves its badges. */
  walletIsCurrent: boolean;
};

/** What a member is entitled to, by badge id. Empty for an unknown member. */
export async function listEntitlements({ memberId }: { memberId: string }): Promise<Entitlement[]> {
  const [rows, account] = await Promise.all([
    findEntitlements(listDefinitions().map((badge) => entitlementId(memberId, badge.id))),
    findAccount({ id: memberId }),
  ]);
  return rows.map((row) => ({ ...row, walletIsCurrent: row.wallet === account?.wallet })).sort((a, b) => a.badgeId - b.badgeId);
}

/** A page of everybody's entitlements, after `afterId` in order of their ids: for whoever has to go through all. */
export const pageEntitlements = ({ afterId, limit }: { afterId: string; limit: number }): Promise<EntitlementRow[]> => findEntitlementsAfter(afterId, limit);
