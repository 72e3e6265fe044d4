import { closeDatabase, database } from "@/lib/platform/mongo";
import { chunkOf } from "@/lib/xp/board-rules";
import { readLeaderboard } from "@/lib/xp/read-leaderboard";
import { rebuildCounts } from "@/lib/xp/rebuild-counts";
import { refreshLeaderboard } from "@/lib/xp/refresh-leaderboard";
import { dayOf } from "@/lib/xp/rules";
import { totals } from "@/lib/xp/store";
import { startBenchDatabase } from "./database";
import { percentile } from "./percentile";

/** Time of a page and of the own rank with many members; the number of members is the first argument. */
const MEMBERS = Number(process.argv[2] ?? 1_000_000);
const READS = 300;
const BATCH = 5_000;

const idOf = (n: number): string => `m_${n.toString(36).padStart(26, "0")}`;
const server = await startBenchDatabase("leaderboard");
try {
  const day = dayOf(new Date());
  for (let start = 0; start < MEMBERS; start += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, MEMBERS - start) }, (_, index) => {
      const xp = Math.floor(Math.random() ** 3 * 110_000);
      return { _id: idOf(start + index), total: xp, byRule: { listening_time: xp }, days: { [day]: xp }, d7: xp, d30: xp, day, ver: 1, recent: [], by: "" };
    });
    await totals().insertMany(rows, { ordered: false });
    if (start % 100_000 === 0) console.log(`seeded ${start + rows.length}`);
  }
  const timed = async (what: string, work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    console.log(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  };
  await timed("daily rebuild of the counts", rebuildCounts);
  await timed("writing all pages", refreshLeaderboard);
  const times: { page: number[]; rank: number[] } = { page: [], rank: [] };
  for (let n = 0; n < READS; n += 1) {
    const id = idOf(Math.floor(Math.random() * MEMBERS));
    const me = { id, name: "", wallet: "" };
    let began = performance.now();
    await readLeaderboard({ period: "all", page: n % 20, me: { ...me, id: "m_nobody" } });
    times.page.push(performance.now() - began);
    began = performance.now();
    await readLeaderboard({ period: "all", page: n % 20, me });
    times.rank.push(performance.now() - began);
  }
  console.log(`database: ${server.source}; ${MEMBERS} members in ${chunkOf(110_000)} chunks`);
  console.log(`page p95 ${percentile(times.page, 0.95).toFixed(1)} ms; page with own rank p95 ${percentile(times.rank, 0.95).toFixed(1)} ms (in-process, without HTTP)`);
  await database().dropDatabase();
} finally {
  await closeDatabase();
  await server.stop();
}
