import { countMoves, PERIOD_NAMES } from "./board-rules";
import { counts, type TotalsRow } from "./store";

/**
 * Keeps the members-per-value counts in step with one change of totals. Counts are derived: a crash right before
 * this leaves a rank one off until `rebuildCounts`, never a total.
 */
export async function moveCounts({ before, after }: { before: TotalsRow | null; after: TotalsRow }): Promise<void> {
  const byDocument = Map.groupBy(countMoves(before, after), (move) => move.id);
  const touched = [...byDocument.keys()];
  if (touched.length === 0) return;
  await counts().bulkWrite(
    [...byDocument].map(([id, moves]) => {
      const inc: Record<string, number> = {};
      for (const move of moves) inc[move.field] = (inc[move.field] ?? 0) + move.by;
      if ((PERIOD_NAMES as string[]).includes(id)) inc.changes = 1;
      return { updateOne: { filter: { _id: id }, update: { $inc: inc }, upsert: true } };
    }),
    { ordered: false },
  );
}
