import { findAccount } from "@/lib/membership/find-account";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { readTotals } from "@/lib/xp/read-totals";
import { listDefinitions } from "./list-badges";
import { dueBadges, progressOf } from "./rules";
import { entitlementId, findEntitlements, insertEntitlement } from "./store";

/**
 * Writes an entitlement for every badge the member's totals have reached, and answers the ids that are new. Doing
 * it again, or at the same time elsewhere, changes nothing; totals that fall later take nothing back.
 * @throws ClubError not_found (`no_member`)
 */
export async function entitleBadges({ memberId }: { memberId: string }): Promise<number[]> {
  const account = await findAccount({ id: memberId });
  if (!account) throw new ClubError("not_found", "There is no such member.", { reason: "no_member" });
  const totals = await readTotals({ memberId });
  const due = dueBadges({ totals, badges: listDefinitions() });
  if (due.length === 0) return [];
  const had = new Set((await findEntitlements(due.map((badge) => entitlementId(memberId, badge.id)))).map((row) => row.badgeId));
  const added: number[] = [];
  for (const badge of due) {
    if (had.has(badge.id)) continue;
    const row = { _id: entitlementId(memberId, badge.id), memberId, badgeId: badge.id, wallet: account.wallet, xp: progressOf(totals, badge), at: now() };
    if (await insertEntitlement(row)) added.push(badge.id);
  }
  return added;
}
