import { enqueueMany } from "@/lib/jobs/queue";
import { recordLevel } from "@/lib/membership/record-level";
import { announceCredits } from "./announce-credits";
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
  await enqueueMany(changes.map(({ after }) => ({ name: "entitle-badges", key: `${after._id}:${after.ver}`, input: { memberId: after._id } })));
  const moved = changes.filter(({ after, rows }) => levelOf(after.total - gainOf(rows)).level !== levelOf(after.total).level);
  for (let start = 0; start < moved.length; start += WIDTH) await Promise.all(moved.slice(start, start + WIDTH).map(({ after }) => showLevel(after)));
  announceCredits(changes.flatMap(creditOf));
}

const gainOf = (rows: readonly LedgerRow[]): number => rows.reduce((sum, row) => sum + row.amount, 0);

/** From the totals as they are by now: of two changes that end at once the older must not have the last word. */
async function showLevel({ _id: memberId, total }: TotalsRow): Promise<void> {
  await recordLevel({ memberId, level: levelOf((await totals().findOne({ _id: memberId }))?.total ?? total).level });
}

/** One event for the whole change: a page counts up once, and asks for the lines when it shows them. */
function creditOf({ after, rows }: Change) {
  const last = rows.at(-1);
  return last ? [{ memberId: after._id, payload: { at: last.at.toISOString(), ver: after.ver, amount: gainOf(rows), rule: last.rule, total: after.total, level: levelOf(after.total).level } }] : [];
}
