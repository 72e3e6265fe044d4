import { log } from "@/lib/platform/log";
import { duplicatesOf } from "@/lib/platform/mongo";
import { sleep } from "@/lib/platform/sleep";
import { applyMoves } from "./attendance-apply";
import { inbox, type InboxRow } from "./attendance-store";
import { showOut } from "./show-out";

type Arrived = { row: InboxRow; kept: (fresh: boolean) => void; failed: (error: unknown) => void };
type Unmerged = { row: InboxRow; fresh: boolean };

const MOST_AT_ONCE = 100;
/** More than this wait in the inbox alone: the reconciler takes them up. */
const MOST_UNMERGED = 10_000;
/** Nobody waits for a merge: what comes within this time goes together, and an evening's thousands cost as little as hundreds. */
const GATHER_MS = 100;
const arrived: Arrived[] = [];
const unmerged: Unmerged[] = [];
let keeping = false;
let merging: Promise<void> | undefined;

/**
 * Keeps one voice event in the inbox and answers once it is stored there; false when it was there already. It is merged
 * into the member's connection right after, and by the reconciler when that fails or the process ends first.
 * Events that come while others are being written go together with the next write: the faster they come, the fewer
 * writes each of them costs.
 */
export function keepEvent(row: InboxRow): Promise<boolean> {
  return new Promise((kept, failed) => {
    arrived.push({ row, kept, failed });
    if (!keeping) void keepArrived();
  });
}

/** Waits until what this process has kept is merged, or left to the reconciler. */
export async function whenMerged(): Promise<void> {
  while (merging) await merging;
}

async function keepArrived(): Promise<void> {
  keeping = true;
  while (arrived.length > 0) await keepBatch(arrived.splice(0, MOST_AT_ONCE));
  keeping = false;
}

/** Never throws. What fails together is tried one by one, so that no event can hold up others. */
async function keepBatch(batch: readonly Arrived[]): Promise<void> {
  try {
    const known = await insertAll(batch.map(({ row }) => row));
    mergeSoon(batch.map(({ row }, index) => ({ row, fresh: !known.has(index) })));
    batch.forEach(({ row, kept }, index) => {
      kept(!known.has(index));
      if (row.move?.kind === "joined") void showOut(row.move);
    });
  } catch (error) {
    if (batch.length > 1) await Promise.all(batch.map((one) => keepBatch([one])));
    else batch[0]?.failed(error);
  }
}

async function insertAll(rows: readonly InboxRow[]): Promise<Set<number>> {
  try {
    await inbox().insertMany([...rows], { ordered: false });
    return new Set();
  } catch (error) {
    return duplicatesOf(error);
  }
}

function mergeSoon(rows: readonly Unmerged[]): void {
  unmerged.push(...rows.slice(0, Math.max(0, MOST_UNMERGED - unmerged.length)));
  merging ??= mergeWaiting().finally(() => (merging = undefined));
}

async function mergeWaiting(): Promise<void> {
  while (unmerged.length > 0) {
    if (unmerged.length < MOST_AT_ONCE) await sleep(GATHER_MS);
    await mergeBatch(unmerged.splice(0, MOST_AT_ONCE));
  }
}

/** Never throws. What fails alone too stays in the inbox, for the reconciler. */
async function mergeBatch(batch: readonly Unmerged[]): Promise<void> {
  try {
    const rows = await withoutApplied(batch);
    await applyInboxRows({ rows });
  } catch (error) {
    if (batch.length > 1) for (const one of batch) await mergeBatch([one]);
    else log("attendance").warn({ eventId: batch[0]?.row._id, err: error }, "an event is kept and not merged yet");
  }
}

/** One that was there and is not applied was cut off before: it is merged now. */
async function withoutApplied(batch: readonly Unmerged[]): Promise<InboxRow[]> {
  const known = batch.filter(({ fresh }) => !fresh).map(({ row }) => row._id);
  const applied = known.length > 0 ? await inbox().find({ _id: { $in: known }, applied: true }, { projection: { _id: 1 } }).toArray() : [];
  const done = new Set(applied.map((row) => row._id));
  return batch.map(({ row }) => row).filter((row) => !done.has(row._id));
}

/** Merges inbox rows and marks them. Repeating it changes nothing. */
export async function applyInboxRows({ rows }: { rows: readonly InboxRow[] }): Promise<void> {
  if (rows.length === 0) return;
  await applyMoves({ moves: rows.flatMap((row) => row.move ?? []) });
  await inbox().updateMany({ _id: { $in: rows.map((row) => row._id) } }, { $set: { applied: true } });
}
