import { rowsById } from "@/lib/platform/mongo";
import { countMoves } from "./board-rules";
import { counts, ledger, totals, type TotalsRow } from "./store";

export type TotalsAudit = {
  members: number;
  rows: number;
  /** Sum of the ledger rows that are in the totals, and of the totals: equal when nothing drifted. */
  ledger: number;
  totals: number;
  /** Rows written and not yet taken into the totals: work in progress, not drift. */
  pending: number;
  /** Members whose total or sum of a rule is not what their rows add up to. */
  drifted: { memberId: string; ledger: number; total: number }[];
  /** Values whose count of members is off; `rebuildCounts` mends them. */
  countsOff: number;
};

type Sums = { total: number; byRule: Record<string, number> };

/** A member whose totals change this often while they are looked at is left for the next audit. */
const LOOKS = 5;

/**
 * Adds the whole ledger up and compares it with every total, also while credits go on: whoever seems to be off is
 * looked at once more alone. Reads only: nothing is repaired silently.
 */
export async function auditTotals(): Promise<TotalsAudit> {
  const sums = new Map<string, Sums>();
  const report: TotalsAudit = { members: 0, rows: 0, ledger: 0, totals: 0, pending: 0, drifted: [], countsOff: 0 };
  const open = new Map<string, { _id: string; rule: string; amount: number }[]>();
  for await (const row of rowsById(ledger(), { memberId: 1, rule: 1, amount: 1, applied: 1 })) {
    report.rows += 1;
    if (row.applied) add(sums, row.memberId, row.rule, row.amount);
    else open.set(row.memberId, [...(open.get(row.memberId) ?? []), row]);
  }
  const counted = new Map<string, number>();
  for await (const row of rowsById(totals())) {
    report.members += 1;
    // A row named in `recent` is in the total even though the mark is still to come.
    for (const pending of open.get(row._id) ?? []) if (row.recent.includes(pending._id)) add(sums, row._id, pending.rule, pending.amount);
      else report.pending += 1;
    open.delete(row._id);
    const sum = sums.get(row._id) ?? { total: 0, byRule: {} };
    sums.delete(row._id);
    report.ledger += sum.total;
    report.totals += row.total;
    if (isOff(sum, row)) report.drifted.push({ memberId: row._id, ledger: sum.total, total: row.total });
    for (const move of countMoves(null, row)) counted.set(`${move.id} ${move.field}`, (counted.get(`${move.id} ${move.field}`) ?? 0) + 1);
  }
  for (const rows of open.values()) report.pending += rows.length;
  for (const [memberId, sum] of sums) {
    report.ledger += sum.total;
    report.drifted.push({ memberId, ledger: sum.total, total: 0 });
  }
  await lookAgain(report);
  report.countsOff = await countDifferences(counted);
  return report;
}

/** Takes out who was only changed between the reading of the ledger and of the totals. */
async function lookAgain(report: TotalsAudit): Promise<void> {
  const seeming = report.drifted;
  report.drifted = [];
  for (const found of seeming) {
    const again = await compareOne(found.memberId);
    report.ledger += (again?.ledger ?? found.total) - found.ledger;
    report.totals += (again?.total ?? found.total) - found.total;
    if (again?.off) report.drifted.push({ memberId: found.memberId, ledger: again.ledger, total: again.total });
  }
}

/** One member's ledger and totals as of one version of the totals; null when they never stood still. */
async function compareOne(memberId: string): Promise<{ off: boolean; ledger: number; total: number } | null> {
  for (let look = 0; look < LOOKS; look += 1) {
    const row = await totals().findOne({ _id: memberId });
    const sums = new Map<string, Sums>();
    for (const line of await ledger().find({ memberId }).toArray()) if (line.applied || row?.recent.includes(line._id)) add(sums, memberId, line.rule, line.amount);
    if ((await totals().findOne({ _id: memberId }, { projection: { ver: 1 } }))?.ver !== row?.ver) continue;
    const sum = sums.get(memberId) ?? { total: 0, byRule: {} };
    return { off: isOff(sum, row), ledger: sum.total, total: row?.total ?? 0 };
  }
  return null;
}

function isOff(sum: Sums, row: Pick<TotalsRow, "total" | "byRule"> | null): boolean {
  const rules = new Set([...Object.keys(sum.byRule), ...Object.keys(row?.byRule ?? {})]);
  return sum.total !== (row?.total ?? 0) || [...rules].some((rule) => (sum.byRule[rule] ?? 0) !== (row?.byRule[rule] ?? 0));
}

function add(sums: Map<string, Sums>, memberId: string, rule: string, amount: number): void {
  const sum = sums.get(memberId) ?? { total: 0, byRule: {} };
  sum.total += amount;
  sum.byRule[rule] = (sum.byRule[rule] ?? 0) + amount;
  sums.set(memberId, sum);
}

async function countDifferences(expected: Map<string, number>): Promise<number> {
  let off = 0;
  for (const row of await counts().find({}).toArray())
    for (const [value, n] of Object.entries(row.n ?? {})) {
      const key = `${row._id} n.${value}`;
      if ((expected.get(key) ?? 0) !== n) off += 1;
      expected.delete(key);
    }
  return off + [...expected.values()].filter((n) => n !== 0).length;
}
