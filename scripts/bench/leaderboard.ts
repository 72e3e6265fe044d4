/**
 * Usage: npm run bench:leaderboard [-- --members 1000000]
 *
 * Time of a page of the leaderboard and of a page with the own rank, over HTTP, from the built pages in their real
 * process. Members are seeded straight into the totals; what is derived is made by the worker's own use cases.
 */
import { createIndexes } from "@/lib/jobs/create-indexes";
import { closeDatabase, database } from "@/lib/platform/mongo";
import { rebuildCounts } from "@/lib/xp/rebuild-counts";
import { refreshLeaderboard } from "@/lib/xp/refresh-leaderboard";
import { dayOf } from "@/lib/xp/rules";
import { PERIODS } from "@/lib/xp/schema";
import { totals } from "@/lib/xp/store";
import { makeBenchMembers } from "./bench-members";
import { percentile } from "./percentile";
import { finishBench, numberArgument, printTimings } from "./report";
import { startWebClub } from "./web-club";

const MEMBERS = numberArgument("members", 1_000_000);
const BATCH = 5_000;
/** Each asks far less often than the limit of reads allows one member. */
const READERS = 40;
const READS = 1_000;
const WARM_UP = 100;
const PAGES = 20;

const club = await startWebClub({ name: "leaderboard" });
const seconds = async (what: string, work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  const took = Number(((performance.now() - began) / 1000).toFixed(1));
  console.log(`${what}: ${took} s`);
  return took;
};

const day = dayOf(new Date());
const rowOf = (_id: string) => {
  const xp = 1 + Math.floor(Math.random() ** 3 * 110_000);
  return { _id, total: xp, byRule: { listening_time: xp }, days: { [day]: xp }, d7: xp, d30: xp, day, ver: 1, recent: [], by: "" };
};

async function seed(): Promise<void> {
  for (let start = 0; start < MEMBERS; start += BATCH)
    await totals().insertMany(Array.from({ length: Math.min(BATCH, MEMBERS - start) }, (_, index) => rowOf(`m_${(start + index).toString(36).padStart(26, "0")}`)), { ordered: false });
}

try {
  await createIndexes();
  const took = { seed: await seconds(`seeding ${MEMBERS} members`, seed), counts: 0, pages: 0 };
  const readers = await makeBenchMembers(READERS);
  // Every other reader has XP and with it a rank.
  await totals().insertMany(readers.filter((_, n) => n % 2 === 0).map(({ id }) => rowOf(id)));
  took.counts = await seconds("daily rebuild of the counts", rebuildCounts);
  took.pages = await seconds("writing the pages of all periods", refreshLeaderboard);
  const times: { page: number[]; rank: number[] } = { page: [], rank: [] };
  for (let n = 0; n < READS + WARM_UP; n += 1) {
    const reader = readers[n % READERS];
    const period = PERIODS[n % PERIODS.length] ?? "all";
    const began = performance.now();
    const answer = await fetch(`${club.url}/api/leaderboard?period=${period}&cursor=${n % PAGES}`, { headers: { cookie: reader?.cookie ?? "" }, signal: AbortSignal.timeout(20_000) });
    const board = (await answer.json()) as { items?: unknown[]; me?: { rank: number } | null };
    const ms = performance.now() - began;
    if (answer.status !== 200 || board.items?.length === 0 || Boolean(board.me) !== (n % READERS % 2 === 0)) throw new Error(`answer ${answer.status}: ${JSON.stringify(board).slice(0, 300)}`);
    if (n >= WARM_UP) times[board.me ? "rank" : "page"].push(ms);
  }
  console.log(`${club.sources}; ${MEMBERS} members`);
  const missed = printTimings([
    { what: "page", values: times.page, bar: { share: 0.95, below: 20 } },
    { what: "page with the own rank", values: times.rank, bar: { share: 0.95, below: 50 } },
  ]);
  finishBench({ bench: "leaderboard", ok: missed.length === 0, missed, members: MEMBERS, seconds: took, p95: { page: percentile(times.page, 0.95), rank: percentile(times.rank, 0.95) } });
  await database().dropDatabase();
} finally {
  await closeDatabase();
  await club.stop();
}
process.exit();
