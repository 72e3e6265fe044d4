/**
 * Usage: npm run bench:xp [-- --members 1000 --buckets 24]
 *
 * Credits a second as the worker makes them: a full room is settled bucket by bucket by the same use case, with its
 * connections, signs of presence, attendance, totals, counts, badge jobs and events. Then the drift, by the audit.
 */
import { createIndexes } from "@/lib/jobs/create-indexes";
import { newId } from "@/lib/platform/ids";
import { closeDatabase, database } from "@/lib/platform/mongo";
import { settleAttendance } from "@/lib/rooms/settle-attendance";
import { auditTotals } from "@/lib/xp/audit-totals";
import { awardMany } from "@/lib/xp/award-xp";
import { ledger } from "@/lib/xp/store";
import { startBenchServers } from "./bench-servers";
import { seedFullRoom } from "./full-room";
import { finishBench, numberArgument } from "./report";

const BAR = 2_000;
const MEMBERS = numberArgument("members", 1_000);
const BUCKETS = numberArgument("buckets", 24);
/** Before anything is measured: both programs compile what runs often. */
const WARM_UP_BUCKETS = 6;

const server = await startBenchServers({ name: "xp" });
try {
  await createIndexes();
  const members = Array.from({ length: MEMBERS }, () => newId("m"));
  /** Credits that `work` wrote, and in how many seconds. Processor time is of this process alone. */
  const measure = async (what: string, work: () => Promise<unknown>) => {
    const before = await ledger().countDocuments({});
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    await work();
    const seconds = (performance.now() - began) / 1000;
    const used = process.cpuUsage(cpu);
    const credits = (await ledger().countDocuments({})) - before;
    const line = { what, credits, seconds: Number(seconds.toFixed(2)), perSecond: Math.round(credits / seconds), nodeCpuSeconds: Number(((used.user + used.system) / 1e6).toFixed(2)) };
    console.log(`${what.padEnd(34)}${String(credits).padStart(10)}${String(line.seconds).padStart(10)}${String(line.perSecond).padStart(12)}${String(line.nodeCpuSeconds).padStart(12)}`);
    return line;
  };
  console.log(`${server.sources}; ${MEMBERS} members, ${BUCKETS} buckets`);
  console.log(`${"".padEnd(34)}${["credits", "seconds", "a second", "Node CPU s"].map((head, index) => head.padStart(index < 2 ? 10 : 12)).join("")}`);
  await seedFullRoom({ memberIds: members.map(() => newId("m")), buckets: WARM_UP_BUCKETS });
  await measure("warm-up", settleAttendance);
  await seedFullRoom({ memberIds: members, buckets: BUCKETS });
  const settled = await measure("settling a full room", settleAttendance);
  const single = await measure("many members, one line each", () => awardMany(members.map((memberId) => ({ rule: "hand_raises", cause: "bench", memberId, amount: 10, ruleVersion: "default", evidence: {} }))));
  const audit = await auditTotals();
  const drift = audit.totals - audit.ledger;
  console.log(`drift ${drift}, ${audit.drifted.length} members off, ${audit.pending} pending, ${audit.countsOff} counts off`);
  const ok = settled.perSecond >= BAR && drift === 0 && audit.drifted.length === 0 && audit.pending === 0;
  if (settled.perSecond < BAR) console.log(`MISSED ${settled.perSecond} credits a second, wanted ${BAR}`);
  finishBench({ bench: "xp", ok, bar: BAR, servers: server.sources, members: MEMBERS, settled, single, drift });
  await database().dropDatabase();
} finally {
  await closeDatabase();
  await server.stopper.stopAll();
}
process.exit();
