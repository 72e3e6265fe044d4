import { dayOf, firstOfDays } from "./rules";
import type { LedgerRow, TotalsRow } from "./store";

const KEPT_DAYS = 31;

type Amount = Pick<LedgerRow, "_id" | "rule" | "amount" | "at">;

/** The totals of a member who never earned anything. */
export const noTotals = (memberId: string, at: Date): TotalsRow => ({ _id: memberId, total: 0, byRule: {}, days: {}, d7: 0, d30: 0, day: dayOf(at), ver: 0, recent: [], by: "" });

/** The sum of the last `count` UTC days as of `at`. A day in the future (a clock that ran ahead) counts as today. */
export function sumOfDays(days: Readonly<Record<string, number>>, at: Date, count: number): number {
  const oldest = firstOfDays(at, count);
  return Object.entries(days).reduce((sum, [day, xp]) => (day >= oldest ? sum + xp : sum), 0);
}

/** The totals after `rows`, as of `at`. Pure; the caller has made sure that no row is in them already. */
export function totalsAfter(before: TotalsRow, rows: readonly Amount[], at: Date): TotalsRow {
  const byRule = { ...before.byRule };
  const sums = { ...before.days };
  let total = before.total;
  for (const row of rows) {
    total += row.amount;
    byRule[row.rule] = (byRule[row.rule] ?? 0) + row.amount;
    const day = dayOf(row.at);
    sums[day] = (sums[day] ?? 0) + row.amount;
  }
  const oldest = firstOfDays(at, KEPT_DAYS);
  const days = Object.fromEntries(Object.entries(sums).filter(([day]) => day >= oldest));
  return { _id: before._id, total, byRule, days, d7: sumOfDays(days, at, 7), d30: sumOfDays(days, at, 30), day: dayOf(at), ver: before.ver + 1, recent: rows.map((row) => row._id), by: before.by };
}
