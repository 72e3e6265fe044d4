import { now } from "@/lib/platform/clock";
import { rowsById } from "@/lib/platform/mongo";
import { countMoves, PERIOD_NAMES } from "./board-rules";
import { dayOf } from "./rules";
import { counts, totals } from "./store";
import { sumOfDays } from "./totals-rules";

/**
 * Brings the 7-day and 30-day sums to today and counts all members anew. Runs once a day, and when an audit found
 * the counts off. Credits may go on meanwhile: one that lands in between may leave a count one off until the next
 * run; totals are never touched but for the sums of periods, and only if nobody else changed them.
 */
export async function rebuildCounts(): Promise<void> {
  const today = dayOf(now());
  const documents = new Map<string, Record<string, number>>(PERIOD_NAMES.map((period) => [period, {}]));
  for await (const row of rowsById(totals(), { recent: 0, byRule: 0, by: 0 })) {
    let current = row;
    if (row.day !== today) {
      const moved = { d7: sumOfDays(row.days, now(), 7), d30: sumOfDays(row.days, now(), 30), day: today };
      const { matchedCount } = await totals().updateOne({ _id: row._id, ver: row.ver }, { $set: moved });
      const fresh = matchedCount === 1 ? null : await totals().findOne({ _id: row._id });
      current = fresh ?? { ...row, ...moved };
    }
    for (const move of countMoves(null, current)) {
      const document = documents.get(move.id) ?? {};
      const value = move.field.slice(2);
      document[value] = (document[value] ?? 0) + 1;
      documents.set(move.id, document);
    }
  }
  for (const [id, n] of documents)
    await counts().updateOne({ _id: id }, { $set: { n }, ...((PERIOD_NAMES as string[]).includes(id) ? { $inc: { changes: 1 } } : {}) }, { upsert: true });
  const stale = (await counts().find({}, { projection: { _id: 1 } }).toArray()).map((row) => row._id).filter((id) => !documents.has(id));
  if (stale.length > 0) await counts().deleteMany({ _id: { $in: stale } });
}
