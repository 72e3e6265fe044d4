import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { followUp } from "./follow-up";
import { moveCounts } from "./move-counts";
import { ledger, type LedgerRow, totals, type TotalsRow } from "./store";
import { noTotals, totalsAfter } from "./totals-rules";

/** Rows of one member taken into the totals in one step. */
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
  const byMember = Map.groupBy(rows, (row) => row.memberId);
  const members = [...byMember.entries()];
  const width = 8;
  for (let start = 0; start < members.length; start += width)
    await Promise.all(members.slice(start, start + width).map(([memberId, own]) => applyOfMember(memberId, own)));
}

async function applyOfMember(memberId: string, rows: readonly LedgerRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_A_STEP) await applyStep(memberId, rows.slice(start, start + ROWS_A_STEP).map((row) => row._id));
}

async function applyStep(memberId: string, ids: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const found = await totals().findOne({ _id: memberId });
    const before = found ?? noTotals(memberId, now());
    // Read after the totals: a row that was in them at that version is marked, or is named in `recent`.
    const stored = await ledger().find({ _id: { $in: [...new Set([...before.recent, ...ids])] } }).toArray();
    const recent = new Set(before.recent);
    const unfinished = stored.filter((row) => recent.has(row._id) && !row.applied);
    if (unfinished.length > 0) await finish(before, unfinished);
    const due = stored.filter((row) => !row.applied && !recent.has(row._id));
    if (due.length === 0) return;
    const after = totalsAfter(before, due, now());
    if (!(await replaceTotals(found, after))) continue;
    await moveCounts({ before: found, after });
    await finish(after, due);
    return;
  }
  throw new ClubError("unavailable", "The totals of this member are being changed by too many at once.", { reason: "busy" });
}

/** True when nobody changed the totals since `before` was read. */
async function replaceTotals(before: TotalsRow | null, after: TotalsRow): Promise<boolean> {
  if (before) return (await totals().replaceOne({ _id: before._id, ver: before.ver }, after)).modifiedCount === 1;
  try {
    await totals().insertOne(after);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** What follows from a change of totals, and then the mark: a crash before the mark repeats it, nothing is skipped. */
async function finish(after: TotalsRow, rows: readonly LedgerRow[]): Promise<void> {
  await followUp({ totals: after, rows });
  await ledger().updateMany({ _id: { $in: rows.map((row) => row._id) } }, { $set: { applied: true } });
}
