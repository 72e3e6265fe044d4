import type { Viewer } from "@/lib/auth/read-session";
import { listBadges } from "@/lib/badges/list-badges";
import type { BadgeView, MemberBadgeView } from "@/lib/badges/schema";
import { listBadgesOf } from "@/lib/minting/list-member-badges";
import { readTotals } from "@/lib/xp/read-totals";

/** A badge as it stands for one member: awarded, or how far they have come. `share` is 0 to 1. */
export type BadgeStanding = { badge: BadgeView; award: MemberBadgeView | null; value: number; share: number };

/** Every badge of the club, by id, as it stands for the viewer. */
export async function readBadgeBoard({ viewer }: { viewer: Viewer }): Promise<BadgeStanding[]> {
  const [awards, totals] = await Promise.all([listBadgesOf({ memberId: viewer.id }), readTotals({ memberId: viewer.id })]);
  return listBadges().map((badge) => {
    const value = badge.rule.of === "total" ? totals.total : (totals.byRule[badge.rule.of] ?? 0);
    return { badge, award: awards.find((award) => award.badge.id === badge.id) ?? null, value, share: Math.min(1, Math.max(0, value / badge.rule.threshold)) };
  });
}
