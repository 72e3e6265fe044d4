import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createIndexes } from "@/lib/jobs/create-indexes";
import { database } from "@/lib/platform/mongo";
import { sleep } from "@/lib/platform/sleep";
import { auditTotals } from "@/lib/xp/audit-totals";
import { DEPTH } from "../../setup/depth";
import { expectWhole } from "./expect-whole";
import { type MintingClub, startMintingClub } from "./minting-club";
import { cross, killWorkers, type Member, newMember, startWorker, until } from "./real-worker";

const RESTARTS = DEPTH.racers > 16 ? 20 : 1;
const MEMBERS_A_RESTART = 3;

let club: MintingClub;
beforeAll(async () => {
  Object.assign(process.env, { MINT_WAIT_SECONDS: "1" });
  club = await startMintingClub({ kept: true });
  await createIndexes();
});
afterEach(killWorkers);
afterAll(() => club.stop());

/** Resolves at some request of the worker, in the middle of a turn. */
function atSomeRequest(): Promise<void> {
  let requests = 1 + Math.floor(Math.random() * 30);
  return new Promise((resolve) =>
    club.proxy.set(() => {
      if ((requests -= 1) === 0) resolve();
      return undefined;
    }),
  );
}

test(`behavior: chain and worker stopped in order and started again in the middle of the work, ${RESTARTS} times each: every badge arrives once`, { timeout: 60_000 + RESTARTS * 60_000 }, async () => {
  const members: Member[] = [];
  const crossMore = async () => {
    for (let n = 0; n < MEMBERS_A_RESTART; n += 1) {
      members.push(await newMember());
      await cross(members.at(-1) as Member);
      await sleep(Math.random() * 300);
    }
  };
  let worker = startWorker();
  for (let round = 0; round < RESTARTS; round += 1) {
    const first = crossMore();
    await atSomeRequest();
    await club.restartNode();
    await first;
    const second = crossMore();
    await atSomeRequest();
    worker.kill("SIGTERM");
    expect(await worker.ended).toBe(0);
    worker = startWorker();
    await second;
  }
  club.proxy.clear();
  // A job may be with the worker that ended until its lease runs out.
  await until(async () => (await database().collection("badge_entitlements").countDocuments()) === members.length, 120, worker.said);
  await until(club.allFinal(...members.map(({ _id }) => _id)), 120, worker.said);
  worker.kill("SIGTERM");
  expect(await worker.ended).toBe(0);
  expect(await auditTotals()).toMatchObject({ drifted: [], pending: 0 });
  await expectWhole(club, ...members);
});
