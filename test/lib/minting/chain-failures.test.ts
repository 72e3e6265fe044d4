import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { mintOnce } from "@/lib/minting/mint-once";
import { leases } from "@/lib/minting/store";
import { createDeclaredIndexes } from "@/lib/platform/mongo";
import { AT_ONCE, MINTER, type MintingClub, startMintingClub, turnUntil } from "./minting-club";

let club: MintingClub;
beforeAll(async () => {
  club = await startMintingClub();
  await createDeclaredIndexes();
});
afterAll(() => club.stop());
beforeEach(() => club.wipe());

const allFinal = (memberId: string) => async () => (await club.items(memberId)).every((item) => item.state === "final");
const turn = () => mintOnce({ owner: "worker-a", settings: AT_ONCE });

test("behavior: a reorg puts other blocks in place: the same transaction is sent again, one award", async () => {
  const snapshot = await club.direct().snapshot();
  const ana = await club.earn({ badges: [2] });
  await turnUntil({ until: allFinal(ana._id) });
  const [before] = await club.items(ana._id);
  await club.direct().revert({ id: snapshot });
  expect(await club.holds(ana.wallet, 2)).toBe(0n);
  await club.direct().increaseTime({ seconds: 100 });
  await club.direct().mine({ blocks: 4 });
  await turnUntil({ until: async () => (await allFinal(ana._id)()) && (await club.holds(ana.wallet, 2)) === 1n });
  const [after] = await club.items(ana._id);
  expect(after?.txHash).toBe(before?.txHash);
  expect(after?.blockHash).not.toBe(before?.blockHash);
  expect(after?.ver).toBeGreaterThan(before?.ver ?? 0);
  expect(await club.awards(ana.wallet, 2)).toBe(1);
});

test("behavior: blocks taken back and none in their place: found out all the same", async () => {
  const snapshot = await club.direct().snapshot();
  const ana = await club.earn({ badges: [1] });
  await turnUntil({ until: allFinal(ana._id) });
  await club.direct().revert({ id: snapshot });
  await turn();
  await turnUntil({ until: async () => (await allFinal(ana._id)()) && (await club.holds(ana.wallet, 1)) === 1n });
  expect(await club.awards(ana.wallet, 1)).toBe(1);
});

test("behavior: several transactions fall out of the chain: no nonce stays open", async () => {
  const snapshot = await club.direct().snapshot();
  const members: Awaited<ReturnType<MintingClub["earn"]>>[] = [];
  for (let index = 0; index < 3; index += 1) {
    const member = await club.earn({ badges: [index + 1] });
    await turnUntil({ until: allFinal(member._id) });
    members.push(member);
  }
  await club.direct().revert({ id: snapshot });
  await club.direct().mine({ blocks: 1 });
  await turn();
  await turnUntil({
    until: async () => {
      for (const [index, member] of members.entries()) if (!(await allFinal(member._id)()) || (await club.holds(member.wallet, index + 1)) !== 1n) return false;
      return true;
    },
  });
  for (const [index, member] of members.entries()) expect(await club.awards(member.wallet, index + 1)).toBe(1);
  const log = await club.log();
  expect(log.every((tx) => tx.state === "final")).toBe(true);
  expect(Math.max(...log.map((tx) => tx.nonce))).toBe((await club.direct().getTransactionCount({ address: MINTER })) - 1);
});

test("behavior: a chain made anew: until it is deployed nothing is sent, then everything earned is awarded there", async () => {
  const ana = await club.earn({ badges: [1, 3] });
  await turnUntil({ until: allFinal(ana._id) });
  await club.resetNode();
  await expect(turn()).rejects.toMatchObject({ code: "unavailable", reason: "chain_mismatch" });
  await club.deploy();
  await turnUntil({ until: async () => (await club.items(ana._id)).filter((item) => item.state === "final").length === 4 });
  for (const id of [1, 3]) expect(await club.awards(ana.wallet, id)).toBe(1);
  expect(new Set((await club.items(ana._id)).map((item) => item.deploymentId)).size).toBe(2);
  expect((await leases().findOne({}))?.hold).toBeNull();
});
