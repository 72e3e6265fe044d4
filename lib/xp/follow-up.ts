import { enqueue } from "@/lib/jobs/queue";
import { recordLevel } from "@/lib/membership/record-level";
import { announceCredit } from "./announce-credit";
import { levelOf } from "./rules";
import { type LedgerRow, totals, type TotalsRow } from "./store";

/** One change of a member's totals, and the ledger rows it took in. */
export type Change = { before: TotalsRow | null; after: TotalsRow; rows: readonly LedgerRow[] };

const WIDTH = 8;

/**
 * What follows from changes of totals: the job that looks for due badges (one per version of the totals), the level
 * beside the profile, and an event to the member's open pages. Harmless when repeated.
 */
export async function followUp({ changes }: { changes: readonly Change[] }): Promise<void> {
  for (let start = 0; start < changes.length; start += WIDTH) await Promise.all(changes.slice(start, start + WIDTH).map(followOne));
}

async function followOne({ after, rows }: Change): Promise<void> {
  const memberId = after._id;
  const { level } = levelOf(after.total);
  const gained = rows.reduce((sum, row) => sum + row.amount, 0);
  await enqueue({ name: "entitle-badges", key: `${memberId}:${after.ver}`, input: { memberId } });
  // From the totals as they are by now: of two changes that end at once the older must not have the last word.
  if (levelOf(after.total - gained).level !== level) await recordLevel({ memberId, level: levelOf((await totals().findOne({ _id: memberId }))?.total ?? after.total).level });
  const last = rows.at(-1);
  // One event for the whole change: a page counts up once, and asks for the lines when it shows them.
  if (last) announceCredit({ memberId, event: { at: last.at.toISOString(), ver: after.ver, amount: gained, rule: last.rule, total: after.total, level } });
}
