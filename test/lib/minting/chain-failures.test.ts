import { expect, test } from "vitest";
import { leases } from "@/lib/minting/store";
import { expectWhole } from "./expect-whole";
import { type MintingClub, turn, turnUntil } from "./minting-club";
import { useMintingClub } from "./use-minting-club";

const club = useMintingClub();

/** Final, and held on the chain as it is now: after a reorg the rows may still say the first while the second is not so. */
const thereAgain = (badgeId: number, ...members: { _id: string; wallet: `0x${string}` }[]) => async () =>
  (await club.allFinal(...members.map(({ _id }) => _id))()) && (await Promise.all(members.map(({ wallet }) => club.holds(wallet, badgeId)))).every((balance) => balance === 1n);

test("behavior: a reorg puts other blocks in place: the same transaction is sent again, one award", async () => {
  const snapshot = await club.direct().snapshot();
  const ana = await club.earn({ badges: [2] });
  await turnUntil({ until: club.allFinal(ana._id) });
  const [before] = await club.items(ana._id);
  await club.direct().revert({ id: snapshot });
  expect(await club.holds(ana.wallet, 2)).toBe(0n);
  await club.direct().increaseTime({ seconds: 100 });
  await club.direct().mine({ blocks: 4 });
  await turnUntil({ until: thereAgain(2, ana) });
  const [after] = await club.items(ana._id);
  expect(after?.txHash).toBe(before?.txHash);
  expect(after?.blockHash).not.toBe(before?.blockHash);
  expect(after?.ver).toBeGreaterThan(before?.ver ?? 0);
  await expectWhole(club, ana);
});

test("behavior: blocks taken back and none in their place: found out all the same", async () => {
  const snapshot = await club.direct().snapshot();
  const ana = await club.earn({ badges: [1] });
  await turnUntil({ until: club.allFinal(ana._id) });
  await club.direct().revert({ id: snapshot });
  await turn();
  await turnUntil({ until: thereAgain(1, ana) });
  await expectWhole(club, ana);
});

test("behavior: several transactions fall out of the chain: no nonce stays open", async () => {
  const snapshot = await club.direct().snapshot();
  const members: Awaited<ReturnType<MintingClub["earn"]>>[] = [];
  for (let index = 0; index < 3; index += 1) {
    const member = await club.earn({ badges: [1] });
    await turnUntil({ until: club.allFinal(member._id) });
    members.push(member);
  }
  await club.direct().revert({ id: snapshot });
  await club.direct().mine({ blocks: 1 });
  await turn();
  await turnUntil({ until: thereAgain(1, ...members) });
  expect((await club.log()).map((tx) => tx.state)).toEqual(["final", "final", "final"]);
  await expectWhole(club, ...members);
});

test("behavior: a chain made anew: until it is deployed nothing is sent, then everything earned is awarded there", async () => {
  const ana = await club.earn({ badges: [1, 3] });
  await turnUntil({ until: club.allFinal(ana._id) });
  await club.restartNode();
  await expect(turn()).rejects.toMatchObject({ code: "unavailable", reason: "chain_mismatch" });
  await club.deploy();
  await turnUntil({ until: async () => (await club.items(ana._id)).filter((item) => item.state === "final").length === 4 });
  expect(new Set((await club.items(ana._id)).map((item) => item.deploymentId)).size).toBe(2);
  expect((await leases().findOne({}))?.hold).toBeNull();
  await expectWhole(club, ana);
});
