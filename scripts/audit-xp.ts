import { existsSync } from "node:fs";
import { join } from "node:path";
import { closeDatabase } from "@/lib/platform/mongo";
import { auditTotals } from "@/lib/xp/audit-totals";
import { startMongo } from "./local/mongo";
import { readPorts } from "./local/ports";
import { fillEnvironment } from "./local/script-environment";
import { CLUB_DIR } from "./start/place";
import { runningClub } from "./start/running";

/**
 * Proves that the totals are what the ledger adds up to: of the configured database, or of the club on this machine,
 * running or not. Ends with 1 when they are not; repairs nothing.
 */
async function audit(): Promise<number> {
  const report = await auditTotals();
  console.log(`${report.rows} ledger rows, ${report.members} members, ${report.pending} rows still on their way into the totals`);
  console.log(`sum of the ledger ${report.ledger}, sum of the totals ${report.totals}, drift ${report.totals - report.ledger}`);
  console.log(`members per value: ${report.countsOff === 0 ? "exact" : `${report.countsOff} values off until the next rebuild`}`);
  for (const { memberId, ledger, total } of report.drifted.slice(0, 50)) console.log(`  ${memberId}: ledger ${ledger}, total ${total}`);
  console.log(report.drifted.length === 0 ? "OK" : `DRIFT in ${report.drifted.length} members`);
  return report.drifted.length === 0 ? 0 : 1;
}

/** Leads this process to the local club's database; starts it when the club does not run. */
async function useLocalDatabase(): Promise<() => Promise<void>> {
  const port = readPorts(CLUB_DIR).mongo;
  if (runningClub() && port) {
    fillEnvironment({ mongoUrl: `mongodb://127.0.0.1:${port}`, database: "club" });
    return async () => undefined;
  }
  const mongo = await startMongo({ dataDir: CLUB_DIR, runDir: CLUB_DIR, log: (line) => console.log(line), ...(port ? { port } : {}) });
  fillEnvironment({ mongoUrl: mongo.url, database: "club" });
  return () => mongo.stop();
}

if (!process.env.MONGODB_URI && !existsSync(join(CLUB_DIR, "mongo"))) {
  console.error("There is no club here to audit: run `npm start` once, or set MONGODB_URI and the rest of the configuration.");
  process.exitCode = 1;
} else {
  const stop = process.env.MONGODB_URI ? async () => undefined : await useLocalDatabase();
  try {
    process.exitCode = await audit();
  } finally {
    await closeDatabase();
    await stop();
  }
}
