import { duplicatesOf } from "@/lib/platform/mongo";
import { applyMoves } from "./attendance-apply";
import { inbox, type InboxRow } from "./attendance-store";
import { showOut } from "./show-out";

type Waiting = { row: InboxRow; kept: (fresh: boolean) => void; failed: (error: unknown) => void };

const MOST_AT_ONCE = 100;
const waiting: Waiting[] = [];
let writing = false;

/**
 * Keeps one voice event in the inbox, merges it into the member's connection and answers once both are stored; false
 * when it was there already. Events that come while others are being written go together with the next write: the
 * faster they come, the fewer writes each of them costs.
 */
export function keepEvent(row: InboxRow): Promise<boolean> {
  return new Promise((kept, failed) => {
    waiting.push({ row, kept, failed });
    if (!writing) void write();
  });
}

async function write(): Promise<void> {
  writing = true;
  while (waiting.length > 0) await writeBatch(waiting.splice(0, MOST_AT_ONCE));
  writing = false;
}

/** Never throws. What fails together is tried one by one, so that no event can hold up others. */
async function writeBatch(batch: readonly Waiting[]): Promise<void> {
  try {
    const fresh = await keepAll(batch.map(({ row }) => row));
    // The next ones need not wait for what the voice server is asked.
    for (const { row, kept, failed } of batch) void followJoin(row).then(() => kept(fresh.has(row)), failed);
  } catch (error) {
    if (batch.length > 1) await Promise.all(batch.map((one) => writeBatch([one])));
    else batch[0]?.failed(error);
  }
}

/** Answers the rows that were not there. One that was and is not applied was cut off before: it is merged now. */
async function keepAll(rows: readonly InboxRow[]): Promise<ReadonlySet<InboxRow>> {
  const known = await insertAll(rows);
  const again = rows.filter((_, index) => known.has(index)).map((row) => row._id);
  const applied = again.length > 0 ? await inbox().find({ _id: { $in: again }, applied: true }, { projection: { _id: 1 } }).toArray() : [];
  const done = new Set(applied.map((row) => row._id));
  await applyInboxRows({ rows: rows.filter((row) => !done.has(row._id)) });
  return new Set(rows.filter((_, index) => !known.has(index)));
}

async function insertAll(rows: readonly InboxRow[]): Promise<Set<number>> {
  try {
    await inbox().insertMany([...rows], { ordered: false });
    return new Set();
  } catch (error) {
    return duplicatesOf(error);
  }
}

/** Merges inbox rows and marks them. Repeating it changes nothing. */
export async function applyInboxRows({ rows }: { rows: readonly InboxRow[] }): Promise<void> {
  if (rows.length === 0) return;
  await applyMoves({ moves: rows.flatMap((row) => row.move ?? []) });
  await inbox().updateMany({ _id: { $in: rows.map((row) => row._id) } }, { $set: { applied: true } });
}

async function followJoin({ move }: InboxRow): Promise<void> {
  if (move?.kind === "joined") await showOut(move);
}
