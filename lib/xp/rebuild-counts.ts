import { now } from "@/lib/platform/clock";
import { rowsById } from "@/lib/platform/mongo";
import { countMoves, PERIOD_NAMES } from "./board-rules";
import { dayOf } from "./rules";
import { counts, totals, type TotalsRow } from "./store";
import { sumOfDays } from "./totals-rules";

type Sums = Pick<TotalsRow, "total" | "d7" | "d30">;
type Due = Sums & Pick<TotalsRow, "_id" | "ver">;

const ROWS_A_WRITE = 1_000;

/**
 * Brings the 7-day and 30-day sums to today and counts all members anew. Runs once a day, and when an audit found
 * the counts off. Credits may go on meanwhile: one that lands in between may leave a count one off until the next
 * run; totals are never touched but for the sums of periods, and only if nobody else changed them.
 */
export async function rebuildCounts(): Promise<void> {
  const today = dayOf(now());
  const documents = new Map<string, Record<string, number>>(PERIOD_NAMES.map((period) => [period, {}]));
  const count = (row: Sums) => {
    for (const move of countMoves(null, row)) {
      const document = documents.get(move.id) ?? {};
      const value = move.field.slice(2);
      document[value] = (document[value] ?? 0) + 1;
      documents.set(move.id, document);
    }
  };
  const due: Due[] = [];
  for await (const row of rowsById(totals(), { recent: 0, byRule: 0, by: 0 })) {
    const moved = row.day === today ? row : { total: row.total, d7: sumOfDays(row.days, now(), 7), d30: sumOfDays(row.days, now(), 30) };
    // Most members have earned nothing for long: their sums are what they were.
    if (moved.d7 === row.d7 && moved.d30 === row.d30) count(row);
    else due.push({ _id: row._id, ver: row.ver, ...moved });
    if (due.length === ROWS_A_WRITE) (await moveSums(due.splice(0), today)).forEach(count);
  }
  (await moveSums(due, today)).forEach(count);
  for (const [id, n] of documents)
    await counts().updateOne({ _id: id }, { $set: { n }, ...((PERIOD_NAMES as string[]).includes(id) ? { $inc: { changes: 1 } } : {}) }, { upsert: true });
  const stale = (await counts().find({}, { projection: { _id: 1 } }).toArray()).map((row) => row._id).filter((id) => !documents.has(id));
  if (stale.length > 0) await counts().deleteMany({ _id: { $in: stale } });
}

/** Writes the sums of members whom nobody changed since they were read, and answers what stands there now. */
async function moveSums(due: readonly Due[], day: string): Promise<readonly Sums[]> {
  if (due.length === 0) return [];
  const { matchedCount } = await totals().bulkWrite(due.map(({ _id, ver, d7, d30 }) => ({ updateOne: { filter: { _id, ver }, update: { $set: { d7, d30, day } } } })), { ordered: false });
  if (matchedCount === due.length) return due;
  return totals().find({ _id: { $in: due.map(({ _id }) => _id) } }, { projection: { total: 1, d7: 1, d30: 1 } }).toArray();
}
