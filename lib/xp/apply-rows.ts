import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { newSecret } from "@/lib/platform/ids";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { type Change, followUp } from "./follow-up";
import { moveCounts } from "./move-counts";
import { ledger, type LedgerRow, totals, type TotalsRow } from "./store";
import { noTotals, totalsAfter } from "./totals-rules";

/** Rows and members taken into the totals in one step. */
const ROWS_A_STEP = 500;
/** Each lost race means that another applier of this member went ahead, so this many in a row do not happen. */
const MOST_TRIES = 1_000;

type ByMember = ReadonlyMap<string, readonly LedgerRow[]>;

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
    let left: ByMember = Map.groupBy(rows.slice(start, start + ROWS_A_STEP), (row) => row.memberId);
    for (let attempt = 0; left.size > 0; attempt += 1) {
      if (attempt === MOST_TRIES) throw new ClubError("unavailable", "These totals are being changed by too many at once.", { reason: "busy" });
      left = await applyOnce(left);
    }
  }
}

/**
 * Takes in rows that `insert` writes now and answers, for members named before. The totals are read first, so a
 * member whose version is still the same cannot have the new rows in them: they need not be looked up. Whoever was
 * changed meanwhile goes the careful way.
 */
export async function applyFresh({ memberIds, insert }: { memberIds: readonly string[]; insert: () => Promise<readonly LedgerRow[]> }): Promise<void> {
  const found = await readTotals(memberIds);
  const recent = [...found.values()].flatMap((row) => row.recent);
  const open = new Set((await ledger().find({ _id: { $in: recent }, applied: false }, { projection: { _id: 1 } }).toArray()).map((row) => row._id));
  const wanted = Map.groupBy(await insert(), (row) => row.memberId);
  const ready = new Map([...wanted].filter(([memberId]) => !found.get(memberId)?.recent.some((id) => open.has(id))));
  const careful = [...wanted].filter(([memberId]) => !ready.has(memberId));
  const by = newSecret(9);
  const lost = await change([...ready].map(([memberId, rows]) => changeOf(memberId, found.get(memberId) ?? null, rows, by)));
  await applyRows({ rows: [...careful, ...lost].flatMap(([, rows]) => rows) });
}

const readTotals = async (memberIds: readonly string[]): Promise<Map<string, TotalsRow>> =>
  new Map((await totals().find({ _id: { $in: [...memberIds] } }).toArray()).map((row) => [row._id, row]));

const changeOf = (memberId: string, before: TotalsRow | null, rows: readonly LedgerRow[], by: string): Change => ({
  before,
  after: { ...totalsAfter(before ?? noTotals(memberId, now()), rows, now()), by },
  rows,
});

/** One attempt for some members; answers those that somebody else changed meanwhile. */
async function applyOnce(wanted: ByMember): Promise<ByMember> {
  const found = await readTotals([...wanted.keys()]);
  // Read after the totals: a row that was in them at that version is marked, or is named in `recent`.
  const ids = [...wanted].flatMap(([memberId, rows]) => [...(found.get(memberId)?.recent ?? []), ...rows.map((row) => row._id)]);
  const stored = Map.groupBy(await ledger().find({ _id: { $in: [...new Set(ids)] } }).toArray(), (row) => row.memberId);
  const unfinished: Change[] = [];
  const due: Change[] = [];
  const by = newSecret(9);
  for (const memberId of wanted.keys()) {
    const before = found.get(memberId) ?? null;
    const recent = new Set(before?.recent);
    const open = (stored.get(memberId) ?? []).filter((row) => !row.applied);
    const told = open.filter((row) => recent.has(row._id));
    const fresh = open.filter((row) => !recent.has(row._id));
    if (before && told.length > 0) unfinished.push({ before, after: before, rows: told });
    if (fresh.length > 0) due.push(changeOf(memberId, before, fresh, by));
  }
  await finish(unfinished);
  return change(due);
}

/** Makes changes with everything that follows from them; answers those that somebody else was ahead of. */
async function change(due: readonly Change[]): Promise<ByMember> {
  const won = await replaceTotals(due);
  await moveCounts({ changes: won });
  await finish(won);
  const done = new Set(won);
  return new Map(due.filter((one) => !done.has(one)).map((one) => [one.after._id, one.rows]));
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
  const rows = await totals().find({ _id: { $in: changes.map(({ after }) => after._id) } }, { projection: { by: 1 } }).toArray();
  const made = new Set(rows.map((row) => row.by));
  return changes.filter(({ after }) => made.has(after.by));
}

/** What follows from changes of totals, and then the mark: a crash before the mark repeats it, nothing is skipped. */
async function finish(changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await followUp({ changes });
  await ledger().updateMany({ _id: { $in: changes.flatMap(({ rows }) => rows.map((row) => row._id)) } }, { $set: { applied: true } });
}
