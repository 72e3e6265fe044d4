import type { RuleName } from "../xp/schema";

/** What a badge is and what it is given for. A threshold never changes once the badge is defined: a change is a new badge. */
export type BadgeDefinition = {
  /** The ERC-1155 token id. */
  id: number;
  /** English, as collectors see it in explorers; pages take theirs from the messages. */
  name: string;
  description: string;
  /** XP over all rules, or by one rule, that gives the badge. */
  of: "total" | RuleName;
  threshold: number;
};

/** The badges every club begins with, in the order of their ids. */
export const DEFAULT_BADGES: readonly BadgeDefinition[] = [
  { id: 1, name: "First Steps", description: "Earned 100 XP in the club.", of: "total", threshold: 100 },
  { id: 2, name: "Regular", description: "Earned 1,000 XP in the club.", of: "total", threshold: 1_000 },
  { id: 3, name: "Insider", description: "Earned 5,000 XP in the club.", of: "total", threshold: 5_000 },
  { id: 4, name: "Pillar", description: "Earned 10,000 XP in the club.", of: "total", threshold: 10_000 },
  { id: 5, name: "Legend", description: "Earned 50,000 XP in the club.", of: "total", threshold: 50_000 },
  { id: 6, name: "Good Listener", description: "Earned 1,000 XP by listening in live rooms.", of: "listening_time", threshold: 1_000 },
  { id: 7, name: "Always There", description: "Earned 1,000 XP by attending live rooms.", of: "live_attendance", threshold: 1_000 },
  { id: 8, name: "Raised Hand", description: "Earned 100 XP with hands that were accepted.", of: "hand_raises", threshold: 100 },
  { id: 9, name: "Voice", description: "Earned 500 XP by speaking on stage.", of: "speeches_given", threshold: 500 },
  { id: 10, name: "Well Loved", description: "Received 250 XP of support from other members.", of: "support_received", threshold: 250 },
];

/** Exists on the local chain only: the whole way from a room to a badge can be seen within minutes. */
export const DEMO_BADGE: BadgeDefinition = { id: 11, name: "First Light", description: "Earned 40 XP in the demo club.", of: "total", threshold: 40 };

/** What a member has, as far as badges care. XP, whole numbers. */
export type Totals = { total: number; byRule: Readonly<Record<string, number>> };

/** How much of what the badge asks for the totals hold. */
export const progressOf = (totals: Totals, badge: Pick<BadgeDefinition, "of">): number =>
  badge.of === "total" ? totals.total : (totals.byRule[badge.of] ?? 0);

/** The badges whose threshold the totals have reached. */
export const dueBadges = <B extends Pick<BadgeDefinition, "of" | "threshold">>({ totals, badges }: { totals: Totals; badges: readonly B[] }): B[] =>
  badges.filter((badge) => progressOf(totals, badge) >= badge.threshold);
