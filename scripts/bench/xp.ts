import "@/lib/jobs/store";
import { newId } from "@/lib/platform/ids";
import { closeDatabase, createDeclaredIndexes, database } from "@/lib/platform/mongo";
import { auditTotals } from "@/lib/xp/audit-totals";
import { awardMany } from "@/lib/xp/award-xp";
import { startBenchDatabase } from "./database";

/** Credits per second, as a settled bucket makes them: one line for each of many members. Then the drift. */
const MEMBERS = 500;
const ROUNDS = Number(process.argv[2] ?? 20);

const server = await startBenchDatabase("xp");
try {
  await createDeclaredIndexes();
  const members = Array.from({ length: MEMBERS }, () => newId("m"));
  const round = (n: number) => awardMany(members.map((memberId) => ({ rule: "listening_time" as const, cause: String(n), memberId, amount: 10, ruleVersion: "default", evidence: {} })));
  await round(-1);
  const began = performance.now();
  for (let n = 0; n < ROUNDS; n += 1) await round(n);
  const seconds = (performance.now() - began) / 1000;
  const audit = await auditTotals();
  console.log(`database: ${server.source}`);
  console.log(`${MEMBERS * ROUNDS} credits in ${seconds.toFixed(1)} s: ${Math.round((MEMBERS * ROUNDS) / seconds)} a second; drift ${audit.totals - audit.ledger}, ${audit.drifted.length} members off, ${audit.pending} pending`);
  process.exitCode = audit.drifted.length === 0 ? 0 : 1;
  await database().dropDatabase();
} finally {
  await closeDatabase();
  await server.stop();
}
