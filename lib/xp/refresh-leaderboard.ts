import { findPeople } from "@/lib/membership/find-people";
import { now } from "@/lib/platform/clock";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { PERIOD_FIELD, PERIOD_NAMES, type Period } from "./board-rules";
import { rebuildCounts } from "./rebuild-counts";
import { dayOf, levelOf } from "./rules";
import { boardState, counts, pages, totals } from "./store";

export const PAGE_SIZE = 50;
/** The leaderboard shows this many; everybody else sees the own row with its exact rank. */
export const BOARD_SIZE = 1_000;
const LEASE_MS = 60_000;
/** An unchanged board is written anew after this long, so that a name that changed shows up. */
const RENEW_MS = 10 * 60_000;

/**
 * Writes the pages of each period whose ranks changed since the last time, by one worker at a time, and once a UTC
 * day lets the day that falls out of the periods go.
 */
export async function refreshLeaderboard(): Promise<void> {
  for (const period of PERIOD_NAMES) await refreshPeriod(period);
}

async function refreshPeriod(period: Period): Promise<void> {
  const state = await takeLease(period);
  if (!state) return;
  const today = dayOf(now());
  try {
    // The first period of the list carries the day's turn for all of them.
    if (state.day !== today && period === PERIOD_NAMES[0]) await rebuildCounts();
    const changes = (await counts().findOne({ _id: period }, { projection: { changes: 1 } }))?.changes ?? 0;
    const age = now().getTime() - state.asOf.getTime();
    if (changes === state.changes && state.day === today && age < RENEW_MS) {
      await boardState().updateOne({ _id: period }, { $set: { leaseUntil: new Date(0) } });
      return;
    }
    const asOf = now();
    const written = await writePages(period, state.pages, asOf);
    await boardState().updateOne({ _id: period }, { $set: { day: today, changes, pages: written, asOf, leaseUntil: new Date(0) } });
  } catch (error) {
    await boardState().updateOne({ _id: period }, { $set: { leaseUntil: new Date(0) } }).catch(() => undefined);
    throw error;
  }
}

async function takeLease(period: Period) {
  const leaseUntil = new Date(now().getTime() + LEASE_MS);
  try {
    return await boardState().findOneAndUpdate(
      { _id: period, leaseUntil: { $lt: now() } },
      { $set: { leaseUntil }, $setOnInsert: { day: "", changes: -1, pages: 0, asOf: new Date(0) } },
      { upsert: true, returnDocument: "after" },
    );
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

/** Writes all pages and removes those of an earlier, longer board; answers how many there are. */
async function writePages(period: Period, before: number, asOf: Date): Promise<number> {
  const field = PERIOD_FIELD[period];
  const top = await totals().find({ [field]: { $gt: 0 } }, { projection: { total: 1, d30: 1, d7: 1 } }).sort({ [field]: -1 }).limit(BOARD_SIZE).toArray();
  const people = await findPeople({ ids: top.map((row) => row._id) });
  let rank = 0;
  const items = top.map((row, index) => {
    // Equal XP is equal rank, as the own rank is counted.
    if (index === 0 || top[index - 1]?.[field] !== row[field]) rank = index + 1;
    const person = people.get(row._id);
    return { rank, memberId: row._id, xp: row[field], level: levelOf(row.total).level, name: person?.name ?? "", wallet: person?.wallet ?? "" };
  });
  const length = Math.max(1, Math.ceil(items.length / PAGE_SIZE));
  for (let n = 0; n < length; n += 1)
    await pages().updateOne({ _id: `${period}:${n}` }, { $set: { items: items.slice(n * PAGE_SIZE, (n + 1) * PAGE_SIZE), last: n === length - 1, asOf } }, { upsert: true });
  const gone = Array.from({ length: Math.max(0, before - length) }, (_, index) => `${period}:${length + index}`);
  if (gone.length > 0) await pages().deleteMany({ _id: { $in: gone } });
  return length;
}
