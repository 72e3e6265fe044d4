import { writeAudit } from "@/lib/membership/write-audit";
import { findPeople } from "@/lib/membership/find-people";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { applyRows } from "./apply-rows";
import { ledger, type LedgerRow } from "./store";

export type CorrectXp = {
  memberId: string;
  /** XP to add, or to take when below zero. */
  amount: number;
  reason: string;
  /** Chosen by the caller; the same key for the same member is one correction. */
  key: string;
  byId: string;
};

/**
 * An admin's correction: a line of its own that the member sees with its reason; no older line is changed.
 * @throws ClubError not_found (`member_unknown`); conflict (`key_reused`) when the key stood for another amount
 */
export async function correctXp({ memberId, amount, reason, key, byId }: CorrectXp): Promise<"corrected" | "already-corrected"> {
  if (!(await findPeople({ ids: [memberId] })).has(memberId)) throw new ClubError("not_found", "There is no such member.", { reason: "member_unknown" });
  const row: LedgerRow = { _id: `correction:${key}:${memberId}`, memberId, rule: "correction", amount, ruleVersion: "correction", at: now(), evidence: { byId, reason }, applied: false };
  try {
    await ledger().insertOne(row);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const earlier = await ledger().findOne({ _id: row._id });
    if (earlier?.amount !== amount) throw new ClubError("conflict", "This key was used for another correction.", { reason: "key_reused" });
    await applyRows({ rows: [row] });
    return "already-corrected";
  }
  await writeAudit({ action: "xp.corrected", byId, onId: memberId, reason, details: { amount, key } });
  await applyRows({ rows: [row] });
  return "corrected";
}
