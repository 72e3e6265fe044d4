import { spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jobs } from "@/lib/jobs/store";
import { shiftClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { closeDatabase, createDeclaredIndexes, database } from "@/lib/platform/mongo";
import { applyPendingXp } from "@/lib/xp/apply-pending-xp";
import { auditTotals } from "@/lib/xp/audit-totals";
import { rebuildCounts } from "@/lib/xp/rebuild-counts";
import { totals } from "@/lib/xp/store";
import { DEPTH } from "../../setup/depth";

beforeAll(createDeclaredIndexes);
afterAll(async () => {
  shiftClock(0);
  await database().dropDatabase();
  await closeDatabase();
});

/** Starts crediting in a process of its own and kills it, without a word, in the middle of the work after some credits. */
async function creditAndKill(run: number, memberIds: string[], credits: number): Promise<void> {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "test/lib/xp/credit-child.ts", String(run), ...memberIds], { env: process.env, stdio: ["ignore", "pipe", "inherit"] });
  const closed = new Promise((resolve) => child.once("close", resolve));
  let done = 0;
  child.stdout.on("data", (lines: Buffer) => {
    done += lines.toString().split("\n").length - 1;
    if (done >= credits) child.kill("SIGKILL");
  });
  await closed;
}

test("behavior: processes killed while they credit leave no line unpaid and none paid twice", { timeout: 240_000 }, async () => {
  const memberIds = [newId("m"), newId("m"), newId("m")];
  const kills = Math.ceil(DEPTH.propertyRuns / 50);
  for (let run = 0; run < kills; run += 1) {
    // Two at a time, so that they also race for the same members.
    await Promise.all([creditAndKill(run * 2, memberIds, 5 + Math.floor(Math.random() * 30)), creditAndKill(run * 2 + 1, memberIds, 5 + Math.floor(Math.random() * 30))]);
  }
  shiftClock(60_000);
  // The last write of a killed process may reach the database after its end; the worker looks again every few seconds.
  await expect.poll(async () => (await applyPendingXp(), (await auditTotals()).pending), { timeout: 20_000 }).toBe(0);
  const audit = await auditTotals();
  expect(audit.rows).toBeGreaterThan(10);
  expect(audit).toMatchObject({ drifted: [], pending: 0 });
  // Each change of totals has its job, so that no badge is forgotten.
  for (const row of await totals().find({}).toArray()) expect(await jobs().countDocuments({ _id: `entitle-badges:${row._id}:${row.ver}` })).toBe(1);
  await rebuildCounts();
  expect((await auditTotals()).countsOff).toBe(0);
});
