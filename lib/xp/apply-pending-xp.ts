import { now } from "@/lib/platform/clock";
import { applyRows } from "./apply-rows";
import { ledger } from "./store";

/** Younger rows are in the hands of whoever wrote them. */
const GRACE_MS = 5_000;
const BATCH = 500;
const MOST_BATCHES = 20;

/**
 * Takes into the totals what a crash left out: ledger rows that were written and never marked as applied.
 * @returns how many rows it found
 */
export async function applyPendingXp(): Promise<number> {
  let found = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const rows = await ledger().find({ applied: false, at: { $lte: now() } }).limit(BATCH).toArray();
    const due = rows.filter((row) => now().getTime() - row.at.getTime() >= GRACE_MS);
    if (due.length === 0) return found;
    found += due.length;
    await applyRows({ rows: due });
    if (rows.length < BATCH) return found;
  }
  return found;
}
