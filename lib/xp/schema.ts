import { z } from "zod";
import { memberId, personView } from "../membership/schema";

export const RULES = ["listening_time", "live_attendance", "hand_raises", "speeches_given", "support_received"] as const;
export const ruleName = z.enum(RULES);
export type RuleName = z.infer<typeof ruleName>;

/** The numbers of the XP rules. A published version never changes; a room keeps the version it went live with. Seconds. */
export const ruleNumbers = z.object({
  listeningXp: z.number().int().min(0).max(1000),
  bucketSeconds: z.number().int().min(10).max(3600),
  settleSeconds: z.number().int().min(0).max(3600),
  proofWindowSeconds: z.number().int().min(30).max(7200),
  attendanceXp: z.number().int().min(0).max(1000),
  attendanceSeconds: z.number().int().min(10).max(7200),
  attendanceShare: z.number().min(0).max(1),
  attendanceShareMinRoomSeconds: z.number().int().min(0).max(7200),
  attendancePerDay: z.number().int().min(0).max(100),
  handXp: z.number().int().min(0).max(1000),
  speechXp: z.number().int().min(0).max(1000),
  speechXpPerMinute: z.number().int().min(0).max(100),
  speechMaxMinutes: z.number().int().min(0).max(600),
  supportXp: z.number().int().min(0).max(1000),
  supportPerDay: z.number().int().min(0).max(10_000),
});
export type RuleNumbers = z.infer<typeof ruleNumbers>;
/** The names of all numbers, for comparing two versions. */
export const RULE_NUMBER_NAMES = Object.keys(ruleNumbers.shape) as (keyof RuleNumbers)[];
export const publishRulesInput = z.object({ version: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,31}$/), numbers: ruleNumbers });
export const ruleVersionView = z.object({ version: z.string(), numbers: ruleNumbers, publishedAt: z.iso.datetime().nullable() });

export const ruleVersionsView = z.object({ current: z.string(), versions: z.array(ruleVersionView) });
export type RuleVersionsView = z.infer<typeof ruleVersionsView>;

/** Why time in a live room did not count: the reason that took most of it. */
export const notCountedReason = z.enum(["alone", "no_proof", "no_open_microphone", "short", "daily_limit"]);
export type NotCounted = z.infer<typeof notCountedReason>;

/** One line of the ledger as its owner sees it. `amount` 0 with a `reason` is time that did not count. */
export const xpEntryView = z.object({
  id: z.string(),
  rule: z.union([ruleName, z.literal("correction")]),
  amount: z.number().int(),
  at: z.iso.datetime(),
  ruleVersion: z.string(),
  room: z.object({ id: z.string(), title: z.string() }).nullable(),
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
  /** Seconds that counted: of listening, attendance and speech. */
  seconds: z.number().int().nullable(),
  /** With the reason `no_proof`: the last sign of presence there was. */
  since: z.iso.datetime().nullable(),
});
export type XpEntryView = z.infer<typeof xpEntryView>;

export const xpSummaryView = z.object({
  total: z.number().int(),
  byRule: z.record(z.string(), z.number().int()),
  level: z.number().int(),
  /** Total at which the level began, and at which the next begins (null at the top). */
  levelFrom: z.number().int(),
  nextLevelAt: z.number().int().nullable(),
  last7Days: z.number().int(),
});
export type XpSummaryView = z.infer<typeof xpSummaryView>;

export const PERIODS = ["all", "30d", "7d"] as const;
export const leaderboardQuery = z.object({ period: z.enum(PERIODS).default("all"), cursor: z.string().regex(/^\d{1,9}$/).optional() });
export const leaderboardRow = z.object({ rank: z.number().int(), person: personView, xp: z.number().int(), level: z.number().int() });
export const leaderboardView = z.object({ items: z.array(leaderboardRow), next: z.string().nullable(), me: leaderboardRow.nullable(), asOf: z.iso.datetime() });
export type LeaderboardView = z.infer<typeof leaderboardView>;

export const entriesQuery = z.object({ cursor: z.string().max(200).optional(), memberId: memberId.optional() });
export const entriesView = z.object({ items: z.array(xpEntryView), next: z.string().nullable() });

export const correctionInput = z.object({ memberId, amount: z.number().int().min(-1_000_000).max(1_000_000).refine((value) => value !== 0), reason: z.string().trim().min(3).max(500), key: z.string().regex(/^[\w-]{8,64}$/) });

/** To the member's own pages. */
export const xpEvents = { "xp.credited": z.object({ at: z.iso.datetime(), ver: z.number().int(), amount: z.number().int(), rule: z.string(), total: z.number().int(), level: z.number().int() }) } as const;
