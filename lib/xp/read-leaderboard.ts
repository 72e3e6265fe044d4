import type { PersonView } from "@/lib/membership/schema";
import { now } from "@/lib/platform/clock";
import { chunkOf, type Period, rankFrom } from "./board-rules";
import { levelOf } from "./rules";
import type { LeaderboardView } from "./schema";
import { counts, pages, totals } from "./store";
import { sumOfDays } from "./totals-rules";

/** One page of the board and the asking member's own row, whose rank is exact to within a second. */
export async function readLeaderboard({ period, page, me }: { period: Period; page: number; me: PersonView }): Promise<LeaderboardView> {
  const [found, own] = await Promise.all([pages().findOne({ _id: `${period}:${page}` }), ownRow(period, me)]);
  const items = (found?.items ?? []).map(({ rank, memberId, xp, level, name, wallet }) => ({ rank, xp, level, person: { id: memberId, name, wallet } }));
  return { items, next: found && !found.last ? String(page + 1) : null, me: own, asOf: (found?.asOf ?? now()).toISOString() };
}

async function ownRow(period: Period, me: PersonView): Promise<LeaderboardView["me"]> {
  const row = await totals().findOne({ _id: me.id }, { projection: { total: 1, days: 1 } });
  if (!row) return null;
  const xp = period === "all" ? row.total : sumOfDays(row.days, now(), period === "30d" ? 30 : 7);
  if (xp <= 0) return null;
  const documents = await readCounts([period, `${period}:${chunkOf(xp)}`]);
  const [chunks, own] = [documents.get(period), documents.get(`${period}:${chunkOf(xp)}`)];
  return { rank: rankFrom(xp, chunks ?? {}, own ?? {}), person: me, xp, level: levelOf(row.total).level };
}

const CACHE_MS = 1_000;
const cache = new Map<string, { at: number; n: Record<string, number> }>();

/** Counts documents by id, at most a second old: ranks are asked for far more often than they move. */
async function readCounts(ids: readonly string[]): Promise<Map<string, Record<string, number>>> {
  const at = Date.now();
  for (const [id, entry] of cache) if (at - entry.at >= CACHE_MS) cache.delete(id);
  const missing = ids.filter((id) => !cache.has(id));
  if (missing.length > 0) {
    const rows = await counts().find({ _id: { $in: missing } }).toArray();
    for (const id of missing) cache.set(id, { at, n: rows.find((row) => row._id === id)?.n ?? {} });
  }
  return new Map(ids.map((id) => [id, cache.get(id)?.n ?? {}]));
}
