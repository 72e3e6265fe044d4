import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { duplicatesOf } from "@/lib/platform/mongo";
import { applyFresh } from "./apply-rows";
import type { RuleName } from "./schema";
import { ledger, type LedgerRow, type XpEvidence } from "./store";

export type AwardXp = {
  rule: RuleName;
  /** What is paid for: a room, a bucket, a supporter in a room. The same rule, cause and member is paid once, ever. */
  cause: string;
  memberId: string;
  /** XP, a whole number above zero. */
  amount: number;
  ruleVersion: string;
  /** When it was earned; its UTC day is the day it counts for. */
  at?: Date;
  evidence: XpEvidence;
};

export type Awarded = "awarded" | "already-awarded";

/** Lines written and taken into the totals in one step, and steps under way at once: one is computed while one is stored. */
const LINES_A_STEP = 250;
const WIDTH = 2;

/**
 * Writes one line of the ledger and brings the member's totals up to date. The line is the truth: once it is
 * written the totals, level, badge job and event follow from it, if not now (a crash) then by `applyPendingXp`.
 * @returns "already-awarded" when this cause was paid before, whatever the amount then was
 */
export async function awardXp(award: AwardXp): Promise<Awarded> {
  const [result] = await awardMany([award]);
  return result ?? "already-awarded";
}

/** `awardXp` for many lines at once; the answers are in the order given. */
export async function awardMany(awards: readonly AwardXp[]): Promise<Awarded[]> {
  const rows = awards.map(rowOf);
  const fresh = new Set<LedgerRow>();
  const steps = stepsOf(rows);
  const lane = async () => {
    for (let step = steps.shift(); step; step = steps.shift()) {
      const lines = step;
      await applyFresh({ memberIds: [...new Set(lines.map((row) => row.memberId))], insert: async () => (await insertRows(lines)).map((row) => (fresh.add(row), row)) });
    }
  };
  await Promise.all(Array.from({ length: Math.min(WIDTH, steps.length) }, lane));
  return rows.map((row) => (fresh.has(row) ? "awarded" : "already-awarded"));
}

/** All lines of a member are in one step: two that change the same totals would only hinder each other. */
function stepsOf(rows: readonly LedgerRow[]): LedgerRow[][] {
  const steps: LedgerRow[][] = [];
  for (const own of Map.groupBy(rows, (row) => row.memberId).values()) {
    const last = steps.at(-1);
    if (last && last.length + own.length <= LINES_A_STEP) last.push(...own);
    else steps.push([...own]);
  }
  return steps;
}

function rowOf({ rule, cause, memberId, amount, ruleVersion, at, evidence }: AwardXp): LedgerRow {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new ClubError("internal", `An award must be a whole number above zero, not ${amount}.`);
  return { _id: `${rule}:${cause}:${memberId}`, memberId, rule, amount, ruleVersion, at: at ?? now(), evidence, applied: false };
}

/** Inserts what is not there yet and answers the rows that this call wrote. */
async function insertRows(rows: readonly LedgerRow[]): Promise<readonly LedgerRow[]> {
  try {
    await ledger().insertMany([...rows], { ordered: false });
    return rows;
  } catch (error) {
    const refused = duplicatesOf(error);
    return rows.filter((_, index) => !refused.has(index));
  }
}
