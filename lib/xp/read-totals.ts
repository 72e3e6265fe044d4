import { totals } from "./store";

/** What badges are decided by: the total and the sum of each rule. */
export async function readTotals({ memberId }: { memberId: string }): Promise<{ total: number; byRule: Record<string, number> }> {
  const row = await totals().findOne({ _id: memberId }, { projection: { total: 1, byRule: 1 } });
  return { total: row?.total ?? 0, byRule: row?.byRule ?? {} };
}
