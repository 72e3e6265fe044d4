import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { applyRows } from "./apply-rows";
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

/**
 * Writes one line of the ledger and brings the member's totals up to date. The line is the truth: once it is
 * written the totals, level, badge job and event follow from it, if not now (a crash) then by `applyPendingXp`.
 * @returns "already-awarded" when this cause was paid before, whatever the amount then was
 */
export async function awardXp(award: AwardXp): Promise<"awarded" | "already-awarded"> {
  const [result] = await awardMany([award]);
  return result ?? "already-awarded";
}

/** `awardXp` for many lines at once; the answers are in the order given. */
export async function awardMany(awards: readonly AwardXp[]): Promise<("awarded" | "already-awarded")[]> {
  const rows = awards.map(rowOf);
  const fresh = await insertRows(rows);
  await applyRows({ rows: rows.filter((row) => fresh.has(row)) });
  return rows.map((row) => (fresh.has(row) ? "awarded" : "already-awarded"));
}

function rowOf({ rule, cause, memberId, amount, ruleVersion, at, evidence }: AwardXp): LedgerRow {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new ClubError("internal", `An award must be a whole number above zero, not ${amount}.`);
  return { _id: `${rule}:${cause}:${memberId}`, memberId, rule, amount, ruleVersion, at: at ?? now(), evidence, applied: false };
}

/** Inserts what is not there yet and answers the rows that this call wrote. */
async function insertRows(rows: LedgerRow[]): Promise<Set<LedgerRow>> {
  if (rows.length === 0) return new Set();
  try {
    if (rows.length === 1 && rows[0]) await ledger().insertOne(rows[0]);
    else await ledger().insertMany(rows, { ordered: false });
    return new Set(rows);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const faults = writeFaults(error);
    const other = faults.find((fault) => fault.code !== 11000);
    if (other) throw error;
    const refused = new Set(faults.map((fault) => fault.index));
    return new Set(rows.filter((_, index) => !refused.has(index)));
  }
}

/** The rows a bulk insert refused; a single insert refuses its only row. */
function writeFaults(error: unknown): { index: number; code: number }[] {
  const listed = (error as { writeErrors?: unknown }).writeErrors;
  const faults = Array.isArray(listed) ? listed : listed ? [listed] : [];
  if (faults.length === 0) return [{ index: 0, code: 11000 }];
  return faults.map((fault: { index: number; code: number }) => ({ index: fault.index, code: fault.code }));
}
