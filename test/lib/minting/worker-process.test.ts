import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { jobs } from "@/lib/jobs/store";
import { createIndexes } from "@/lib/jobs/create-indexes";
import { leases } from "@/lib/minting/store";
import { database } from "@/lib/platform/mongo";
import { sleep } from "@/lib/platform/sleep";
import { auditTotals } from "@/lib/xp/audit-totals";
import { DEPTH } from "../../setup/depth";
import { expectWhole } from "./expect-whole";
import { type MintingClub, startMintingClub } from "./minting-club";
import { cross, CROSSING_XP, DEMO_BADGE, killWorkers, type Member, newMember, startWorker, until, type Worker } from "./real-worker";

const KILLS = DEPTH.racers > 16 ? 200 : 3;
const MEMBERS = DEPTH.racers > 16 ? 500 : 12;
let club: MintingClub;
beforeAll(async () => {
  // More transactions to be killed at, and less waiting for the dead.
  Object.assign(process.env, { MINT_WAIT_SECONDS: "1", MINT_LEASE_SECONDS: "3" });
  club = await startMintingClub();
  await createIndexes();
});
afterAll(() => club.stop());
beforeEach(async () => {
  await club.wipe();
  for (const name of ["xp_ledger", "xp_totals", "xp_days"]) await database().collection(name).deleteMany({});
});
afterEach(killWorkers);

/** One after the other, spread over the next moments. */
async function crossNow(members: Member[]): Promise<void> {
  for (const member of members) {
    await sleep(Math.random() * 1_000);
    await cross(member);
  }
}
/** A worker that nobody killed must not end: the next one would have to come from outside. */
function expectAlive(workers: readonly Worker[]): void {
  const ended = workers.filter((worker) => worker.exitCode !== null || worker.signalCode !== null);
  expect(ended.map((worker) => [worker.exitCode, worker.signalCode, worker.said()])).toEqual([]);
}

const isFinal = async (member: Member) => (await club.items(member._id)).some((item) => item.badgeId === DEMO_BADGE && item.state === "final");

describe("the worker process", () => {
  test("default: XP that crosses a threshold becomes a badge on-chain; SIGTERM ends it in order", { timeout: 60_000 }, async () => {
    const worker = startWorker();
    await until(async () => (await leases().findOne({})) !== null, 30);
    const ana = await newMember();
    const started = Date.now();
    await cross(ana);
    await until(async () => (await club.holds(ana.wallet, DEMO_BADGE)) === 1n, 30);
    const held = Date.now() - started;
    await until(() => isFinal(ana), 10);
    console.log(`  threshold to badge on-chain: ${held} ms, to final: ${Date.now() - started} ms`);

    worker.kill("SIGTERM");
    expect(await worker.ended).toBe(0);
    expect((await leases().findOne({}))?.until.getTime()).toBeLessThanOrEqual(Date.now());
    expect(await jobs().countDocuments({ state: "leased" })).toBe(0);
  });

  test(`behavior: killed ${KILLS} times at random points while ${MEMBERS} members cross a threshold: none lost, none doubled`, { timeout: 60_000 + KILLS * 25_000 }, async () => {
    const members = await Promise.all(Array.from({ length: MEMBERS }, newMember));
    const waiting = [...members];
    const crossings: Promise<void>[] = [];
    const takeovers: number[] = [];
    // Two at a time: the one that does not send takes over when the other is killed.
    let workers = [startWorker(), startWorker()];
    const leader = async () => {
      const held = await leases().findOne({ until: { $gt: new Date() } });
      return workers.find((worker) => held?.owner.includes(`:${worker.pid}:`));
    };
    let lastKill = Date.now();
    for (let kill = 0; kill < KILLS; kill += 1) {
      crossings.push(crossNow(waiting.splice(0, Math.ceil(waiting.length / (KILLS - kill)))));
      // A third at any time, also while starting; a third at some request of a time when one sends; a third around the sending itself.
      const moment = (["send", "any", "request"] as const)[kill % 3] ?? "any";
      if (moment !== "any") await until(async () => (await leader()) !== undefined, 120, () => `Kill ${kill}: no worker holds the signer. ${workers.map((worker) => worker.said()).join("\n")}`);
      expectAlive(workers);
      if (moment !== "any") takeovers.push(Date.now() - lastKill);
      const victim = (await leader()) ?? workers[kill % 2];
      if (!victim) throw new Error("There should be a worker.");
      let requests = 1 + Math.floor(Math.random() * 30);
      const cut = Math.random() < 0.5 ? "cut" : "cut-after";
      if (moment !== "any")
        club.proxy.set(({ method }) => {
          const here = moment === "send" ? method === "eth_sendRawTransaction" : (requests -= 1) === 0;
          return here ? (victim.kill("SIGKILL"), cut) : undefined;
        });
      await Promise.race([victim.ended, sleep(moment === "send" ? 6_000 : Math.random() * 3_000)]);
      victim.kill("SIGKILL");
      await victim.ended;
      lastKill = Date.now();
      club.proxy.clear();
      workers = [...workers.filter((worker) => worker !== victim), startWorker()];
    }
    await Promise.all(crossings);
    // The job of the last one may be with a killed worker until its lease runs out.
    await until(async () => (await database().collection("badge_entitlements").countDocuments()) === MEMBERS, 300);
    await until(club.allFinal(...members.map(({ _id }) => _id)), 300);
    const seconds = (ms: number) => (ms / 1000).toFixed(1);
    const sorted = takeovers.sort((a, b) => a - b);
    console.log(`  ${KILLS} kills, ${MEMBERS} members, ${(await club.log()).length} transactions; from a kill until a worker held the signer: median ${seconds(sorted[sorted.length >> 1] ?? 0)} s, longest ${seconds(sorted.at(-1) ?? 0)} s; all final ${seconds(Date.now() - lastKill)} s after the last kill`);
    for (const worker of workers) worker.kill("SIGTERM");
    await Promise.all(workers.map((worker) => worker.ended));
    expect(await auditTotals()).toMatchObject({ drifted: [], pending: 0, ledger: MEMBERS * CROSSING_XP, totals: MEMBERS * CROSSING_XP });
    await expectWhole(club, ...members);
  });
});
