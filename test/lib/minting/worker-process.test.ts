import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { jobs } from "@/lib/jobs/store";
import { createIndexes } from "@/lib/jobs/create-indexes";
import { ensureAccount } from "@/lib/membership/ensure-account";
import { leases } from "@/lib/minting/store";
import { sleep } from "@/lib/platform/sleep";
import { correctXp } from "@/lib/xp/correct-xp";
import { DEPTH } from "../../setup/depth";
import { MINTER, type MintingClub, startMintingClub } from "./minting-club";

const KILLS = DEPTH.racers > 16 ? 200 : 3;
const MEMBERS = DEPTH.racers > 16 ? 500 : 12;
const DEMO_BADGE = 11;

let club: MintingClub;
let running: ChildProcess[] = [];
beforeAll(async () => {
  club = await startMintingClub();
  await createIndexes();
});
afterAll(() => club.stop());
beforeEach(() => club.wipe());
afterEach(async () => {
  for (const child of running) if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  running = [];
});

/** The real worker process, with the chain and database of this test. */
function startWorker(): ChildProcess & { ended: Promise<number | null> } {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "scripts/worker.ts"], { stdio: "ignore", env: process.env });
  running.push(child);
  return Object.assign(child, { ended: new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code))) });
}

async function until(holds: () => Promise<boolean>, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not come about in ${seconds} s.`);
    await sleep(100);
  }
}

let count = 0;
const newMember = () => ensureAccount({ wallet: `0x${(++count).toString(16).padStart(40, "c")}`, locale: "en" });
const cross = (member: { _id: string }) => correctXp({ memberId: member._id, amount: 40, reason: "for the test", key: "crossing", byId: member._id });
const isFinal = async (member: { _id: string }) => (await club.items(member._id)).some((item) => item.badgeId === DEMO_BADGE && item.state === "final");

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

    const asked = Date.now();
    worker.kill("SIGTERM");
    expect(await worker.ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(4_500);
    expect((await leases().findOne({}))?.until.getTime()).toBeLessThanOrEqual(Date.now());
    expect(await jobs().countDocuments({ state: "leased" })).toBe(0);
  });

  test(`behavior: killed ${KILLS} times while ${MEMBERS} members cross a threshold: none lost, none doubled`, { timeout: 60_000 + KILLS * 15_000 }, async () => {
    const members = await Promise.all(Array.from({ length: MEMBERS }, newMember));
    const waiting = [...members];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const worker = startWorker();
      // Every other time in the worst moment: the transaction is logged, and the node has it or has it not.
      if (kill % 2 === 0) club.proxy.set(({ method }) => (method === "eth_sendRawTransaction" ? (worker.kill("SIGKILL"), kill % 4 === 0 ? "cut" : "cut-after") : undefined));
      for (const member of waiting.splice(0, Math.ceil(MEMBERS / KILLS))) await cross(member);
      await Promise.race([worker.ended, sleep(2_000 + Math.random() * 4_000)]);
      worker.kill("SIGKILL");
      await worker.ended;
      club.proxy.clear();
    }
    const recovering = Date.now();
    const last = startWorker();
    await until(async () => (await Promise.all(members.map(isFinal))).every(Boolean), 60);
    console.log(`  recovered ${((Date.now() - recovering) / 1000).toFixed(1)} s after the last start`);
    last.kill("SIGTERM");
    await last.ended;
    for (const member of members) expect(await club.awards(member.wallet, DEMO_BADGE)).toBe(1);
    const log = await club.log();
    expect(log.filter((tx) => tx.state === "signed" || tx.state === "broadcast")).toEqual([]);
    expect(Math.max(...log.map((tx) => tx.nonce))).toBeLessThan(await club.direct().getTransactionCount({ address: MINTER }));
  });
});
