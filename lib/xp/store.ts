import { defineCollection } from "@/lib/platform/mongo";
import type { NotCounted, RuleName, RuleNumbers } from "./schema";

/** What a ledger row was given for, as its owner may see it. */
export type XpEvidence = {
  roomId?: string;
  roomTitle?: string;
  /** The time that was counted. */
  from?: Date;
  to?: Date;
  /** Seconds that counted. */
  seconds?: number;
  /** The member who caused it: the moderator, the supporter. */
  byId?: string;
  /** Why an admin corrected. */
  reason?: string;
};

export type LedgerRow = {
  /** `<rule>:<cause>:<memberId>`: the same cause is paid once. */
  _id: string;
  memberId: string;
  rule: RuleName | "correction";
  amount: number;
  ruleVersion: string;
  at: Date;
  evidence: XpEvidence;
  /** True once the totals hold it and everything that follows from it was started. */
  applied: boolean;
};

/** Append only: after the insert only `applied` ever changes. */
export const ledger = defineCollection<LedgerRow>("xp_ledger", [{ key: { "evidence.roomId": 1 } }, { key: { memberId: 1, at: -1, _id: -1 } }, { key: { applied: 1, at: 1 } }]);

export type TotalsRow = {
  /** memberId */
  _id: string;
  total: number;
  byRule: Record<string, number>;
  /** XP by UTC day, the last 31 days in which there was any. */
  days: Record<string, number>;
  /** Sums of the last 7 and 30 UTC days as of `day`. */
  d7: number;
  d30: number;
  day: string;
  /** Grows by one with each change; the guard of every write. */
  ver: number;
  /** Ledger rows of the last change: they are in the total even if they are not marked as applied yet. */
  recent: string[];
  /** Random; tells the applier whose change this is. */
  by: string;
};

export const totals = defineCollection<TotalsRow>("xp_totals", [{ key: { total: -1 } }, { key: { d30: -1 } }, { key: { d7: -1 } }]);

export type RuleVersionRow = { _id: string; numbers: RuleNumbers; publishedAt: Date; byId: string };

/** Published versions by name; a row never changes. */
export const ruleVersions = defineCollection<RuleVersionRow>("xp_rule_versions");

/** One row, `current`: the name of the version in force. */
export const ruleState = defineCollection<{ _id: "current"; version: string }>("xp_rule_state");

export type NotCountedRow = {
  /** `<bucketStart>:<memberId>`, like the ledger row there would have been. */
  _id: string;
  memberId: string;
  roomId: string;
  roomTitle: string;
  ruleVersion: string;
  from: Date;
  to: Date;
  reason: NotCounted;
  countedSeconds: number;
  /** With `no_proof`: the last sign of presence there was. */
  lastSignAt?: Date;
};

export const notCounted = defineCollection<NotCountedRow>("xp_not_counted", [{ key: { memberId: 1, to: -1, _id: -1 } }]);

/** Places of a daily cap, claimed by insert: `<rule>:<day>:<memberId>:<n>`. */
export const daySlots = defineCollection<{ _id: string; cause: string; at: Date }>("xp_day_slots");

/** Who may be paid for support between two members on one day: `<day>:<a>:<b>`, a < b. */
export const supportPairs = defineCollection<{ _id: string; fromId: string; at: Date }>("xp_support_pairs");

/** Members per XP value: `<period>:<chunk>` holds values, `<period>` holds the sum of each chunk. */
export const counts = defineCollection<{ _id: string; n: Record<string, number>; changes?: number }>("xp_counts");

export type PageRow = { _id: string; items: { rank: number; memberId: string; xp: number; level: number; name: string; wallet: string }[]; last: boolean; asOf: Date };

/** `<period>:<n>`, pages of the leaderboard, written by the worker. */
export const pages = defineCollection<PageRow>("leaderboard_pages");

/** What the worker last wrote of each period, and the lease of who writes. */
export const boardState = defineCollection<{ _id: string; day: string; changes: number; pages: number; asOf: Date; leaseUntil: Date }>("leaderboard_state");
