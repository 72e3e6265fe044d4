import { enqueue } from "@/lib/jobs/queue";
import { recordLevel } from "@/lib/membership/record-level";
import { publishToMember } from "@/lib/platform/realtime";
import { levelOf } from "./rules";
import type { LedgerRow, TotalsRow } from "./store";

/**
 * What follows from a change of totals: the job that looks for due badges (one per version of the totals), the level
 * beside the profile, and an event per row to the member's open pages. Harmless when repeated.
 */
export async function followUp({ totals, rows }: { totals: TotalsRow; rows: readonly LedgerRow[] }): Promise<void> {
  const memberId = totals._id;
  const { level } = levelOf(totals.total);
  await enqueue({ name: "entitle-badges", key: `${memberId}:${totals.ver}`, input: { memberId } });
  const gained = rows.reduce((sum, row) => sum + row.amount, 0);
  if (levelOf(totals.total - gained).level !== level || totals.ver === 1) await recordLevel({ memberId, level });
  const last = rows.at(-1);
  // One event for the whole change: a page counts up once, and asks for the lines when it shows them.
  if (last) void publishToMember(memberId, "xp.credited", { at: last.at.toISOString(), ver: totals.ver, amount: gained, rule: last.rule, total: totals.total, level });
}
