import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createIndexes } from "@/lib/jobs/create-indexes";
import { shiftClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { closeDatabase } from "@/lib/platform/mongo";
import { applyPendingXp } from "@/lib/xp/apply-pending-xp";
import { auditTotals } from "@/lib/xp/audit-totals";
import { ledger } from "@/lib/xp/store";
import { startMongo } from "@/scripts/local/mongo";
import { DEPTH } from "../../setup/depth";

const RESTARTS = DEPTH.racers > 16 ? 20 : 2;
const dataDir = join(import.meta.dirname, "../../../.club");
const context = { dataDir, runDir: join(dataDir, "test", `xp-restart-${process.pid}`), log: () => undefined };
afterAll(async () => {
  shiftClock(0);
  await closeDatabase();
  rmSync(context.runDir, { recursive: true, force: true });
});

/** Credits in a process of its own until the database is gone; answers the ids it was told are kept. */
function creditUntilGone(run: number, memberIds: string[], enough: number, onEnough: () => void): Promise<string[]> {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "test/lib/xp/credit-child.ts", String(run), ...memberIds], { env: process.env, stdio: ["ignore", "pipe", "ignore"] });
  let told = "";
  child.stdout.on("data", (lines: Buffer) => {
    const before = told.split("\n").length;
    told += lines.toString();
    if (before <= enough && told.split("\n").length > enough) onEnough();
  });
  return new Promise((resolve) => child.once("close", () => resolve(told.split("\n").filter(Boolean))));
}

test("behavior: a database that is stopped in order in the middle of the work has lost nothing that was acknowledged", { timeout: 600_000 }, async () => {
  delete process.env.MONGODB_URI;
  mkdirSync(context.runDir, { recursive: true });
  const memberIds = [newId("m"), newId("m")];
  const acknowledged: string[] = [];
  let mongo = await startMongo(context);
  process.env.MONGODB_URI = mongo.url;
  await createIndexes();
  for (let run = 0; run < RESTARTS; run += 1) {
    let stopped: Promise<void> = Promise.resolve();
    const { stop, port } = mongo;
    acknowledged.push(...(await creditUntilGone(run, memberIds, 10 + Math.floor(Math.random() * 40), () => (stopped = stop()))));
    await stopped;
    delete process.env.MONGODB_URI;
    mongo = await startMongo({ ...context, port });
    process.env.MONGODB_URI = mongo.url;
  }
  expect(acknowledged.length).toBeGreaterThan(RESTARTS * 10);
  expect(await ledger().countDocuments({ _id: { $in: acknowledged } })).toBe(acknowledged.length);
  shiftClock(60_000);
  await applyPendingXp();
  expect(await auditTotals()).toMatchObject({ drifted: [], pending: 0 });
  await closeDatabase();
  await mongo.stop();
});
