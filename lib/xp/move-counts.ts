import { countMoves, PERIOD_NAMES } from "./board-rules";
import { counts, type TotalsRow } from "./store";

/**
 * Keeps the members-per-value counts in step with changes of totals. Counts are derived: a crash right before this
 * leaves a rank one off until `rebuildCounts`, never a total.
 */
export async function moveCounts({ changes }: { changes: readonly { before: TotalsRow | null; after: TotalsRow }[] }): Promise<void> {
  const documents = new Map<string, Record<string, number>>();
  for (const { before, after } of changes)
    for (const { id, field, by } of countMoves(before, after)) {
      const inc = documents.get(id) ?? {};
      inc[field] = (inc[field] ?? 0) + by;
      documents.set(id, inc);
    }
  if (documents.size === 0) return;
  await counts().bulkWrite(
    [...documents].map(([id, inc]) => ({ updateOne: { filter: { _id: id }, update: { $inc: (PERIOD_NAMES as string[]).includes(id) ? { ...inc, changes: 1 } : inc }, upsert: true } })),
    { ordered: false },
  );
}
