import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { newSecret } from "@/lib/platform/ids";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { type Change, followUp } from "./follow-up";
import { moveCounts } from "./move-counts";
import { ledger, type LedgerRow, totals } from "./store";
import { noTotals, totalsAfter } from "./totals-rules";

/** Rows and members taken into the totals in one step. */
const ROWS_A_STEP = 500;
/** Each lost race means that another applier of this member went ahead, so this many in a row do not happen. */
const MOST_TRIES = 1_000;

/**
 * Takes ledger rows into their members' totals, each exactly once, and starts what follows (level, badge job,
 * event). Rows that are in already are left alone, so it may be called again with the same rows at any time and by
 * several processes.
 *
 * How once is kept without transactions: totals change by compare-and-set on `ver` only, and name the rows of the
 * last change in `recent`. Before the next change those are marked `applied`. So at every version a row is in the
 * total exactly if it is marked or in `recent`; a crash between the two steps changes nothing of that.
 */
export async function applyRows({ rows }: { rows: readonly LedgerRow[] }): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_A_STEP) {
    let left: ReadonlyMap<string, readonly LedgerRow[]> = Map.groupBy(rows.slice(start, start + ROWS_A_STEP), (row) => row.memberId);
    for (let attempt = 0; left.size > 0; attempt += 1) {
      if (attempt === MOST_TRIES) throw new ClubError("unavailable", "These totals are being changed by too many at once.", { reason: "busy" });
      left = await applyOnce(left);
    }
  }
}

/** One attempt for some members; answers those that somebody else changed meanwhile. */
async function applyOnce(wanted: ReadonlyMap<string, readonly LedgerRow[]>): Promise<Map<string, readonly LedgerRow[]>> {
  const found = new Map((await totals().find({ _id: { $in: [...wanted.keys()] } }).toArray()).map((row) => [row._id, row]));
  // Read after the totals: a row that was in them at that version is marked, or is named in `recent`.
  const ids = [...wanted].flatMap(([memberId, rows]) => [...(found.get(memberId)?.recent ?? []), ...rows.map((row) => row._id)]);
  const stored = Map.groupBy(await ledger().find({ _id: { $in: [...new Set(ids)] } }).toArray(), (row) => row.memberId);
  const unfinished: Change[] = [];
  const due: Change[] = [];
  for (const memberId of wanted.keys()) {
    const before = found.get(memberId) ?? null;
    const recent = new Set(before?.recent);
    const open = (stored.get(memberId) ?? []).filter((row) => !row.applied);
    const told = open.filter((row) => recent.has(row._id));
    const fresh = open.filter((row) => !recent.has(row._id));
    if (before && told.length > 0) unfinished.push({ before, after: before, rows: told });
    if (fresh.length > 0) due.push({ before, after: { ...totalsAfter(before ?? noTotals(memberId, now()), fresh, now()), by: newSecret(9) }, rows: fresh });
  }
  await finish(unfinished);
  const won = await replaceTotals(due);
  await moveCounts({ changes: won });
  await finish(won);
  const done = new Set(won);
  return new Map(due.filter((change) => !done.has(change)).map((change) => [change.after._id, change.rows]));
}

/** The changes that were made because nobody else had changed those totals since they were read. */
async function replaceTotals(changes: readonly Change[]): Promise<readonly Change[]> {
  if (changes.length === 0) return [];
  const operations = changes.map(({ before, after }) => ({ replaceOne: { filter: { _id: after._id, ver: before?.ver ?? 0 }, replacement: after, upsert: before === null } }));
  try {
    const { modifiedCount, upsertedCount } = await totals().bulkWrite(operations, { ordered: false });
    if (modifiedCount + upsertedCount === changes.length) return changes;
  } catch (error) {
    // Somebody else made the first totals of a member.
    if (!isDuplicateKey(error)) throw error;
  }
  const rows = await totals().find({ _id: { $in: changes.map((change) => change.after._id) } }, { projection: { by: 1 } }).toArray();
  const made = new Set(rows.map((row) => row.by));
  return changes.filter(({ after }) => made.has(after.by));
}

/** What follows from changes of totals, and then the mark: a crash before the mark repeats it, nothing is skipped. */
async function finish(changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await followUp({ changes });
  await ledger().updateMany({ _id: { $in: changes.flatMap((change) => change.rows.map((row) => row._id)) } }, { $set: { applied: true } });
}
