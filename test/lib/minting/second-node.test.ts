import { expect, test } from "vitest";
import { mintOnce } from "@/lib/minting/mint-once";
import { deployment } from "@/lib/platform/chain";
import { type Interception, once } from "./bad-line";
import { expectWhole } from "./expect-whole";
import { AT_ONCE, MINTER, turn, turnUntil } from "./minting-club";
import { useMintingClub } from "./use-minting-club";

const club = useMintingClub({ secondNode: true });

/** Tells of another chain: every block asked for by number has another hash. */
const otherBlocks = (hash: string): Interception => async ({ method, params }) => {
  const asked = String(params[0]);
  // Not the one the contracts were deployed in: with that the whole chain would be another.
  if (method !== "eth_getBlockByNumber" || asked === "latest" || Number(asked) <= deployment().badges.block) return undefined;
  return { result: { ...(await club.rawBlock(asked)), hash } };
};

test("behavior: a node that tells of a reorg which never was is not believed", async () => {
  const ana = await club.earn({ badges: [1] });
  await turnUntil({ until: club.allFinal(ana._id) });
  const [before] = await club.items(ana._id);
  await club.direct().mine({ blocks: 1 });
  club.proxy.set(otherBlocks(`0x${"ab".repeat(32)}`));
  await expect(turn()).rejects.toMatchObject({ code: "unavailable", reason: "nodes_disagree" });
  expect((await club.items(ana._id))[0]).toEqual(before);
  club.proxy.clear();
  await turn();
  await expectWhole(club, ana);
});

test("behavior: a node that says blocks are gone for long is not believed while the other has them", async () => {
  const old = await club.rawBlock("latest");
  const ana = await club.earn({ badges: [1] });
  await turnUntil({ until: club.allFinal(ana._id) });
  club.proxy.set(({ method, params }) => (method === "eth_getBlockByNumber" && params[0] === "latest" ? { result: old } : undefined));
  await expect(turn()).rejects.toMatchObject({ reason: "nodes_disagree" });
  expect((await club.items(ana._id))[0]?.state).toBe("final");
  club.proxy.clear();
  await turn();
  await expectWhole(club, ana);
});

test("behavior: a real reorg is seen by both: the transaction is sent again", async () => {
  const snapshot = await club.direct().snapshot();
  const ana = await club.earn({ badges: [2] });
  await turnUntil({ until: club.allFinal(ana._id) });
  await club.direct().revert({ id: snapshot });
  await club.direct().increaseTime({ seconds: 100 });
  await club.direct().mine({ blocks: 3 });
  await turnUntil({ until: async () => (await club.allFinal(ana._id)()) && (await club.holds(ana.wallet, 2)) === 1n });
  await expectWhole(club, ana);
});

test.each([
  ["is away", (): "cut" => "cut"],
  ["has other blocks", otherBlocks(`0x${"cd".repeat(32)}`)],
  ["is behind", ({ method }: { method: string }) => (method === "eth_blockNumber" ? { result: "0x1" } : undefined)],
])("behavior: while the second node %s nothing is final, and badges go out all the same", async (_, verdict) => {
  club.second.set(verdict as Interception);
  const ana = await club.earn({ badges: [1] });
  await turnUntil({ until: async () => (await club.items(ana._id))[0]?.reason === "not_confirmed" });
  const ben = await club.earn({ badges: [2] });
  await turnUntil({ until: async () => (await club.items(ben._id))[0]?.state === "mined" });
  expect((await club.items(ana._id))[0]?.state).toBe("mined");
  club.second.clear();
  await turnUntil({ until: club.allFinal(ana._id, ben._id) });
  await expectWhole(club, ana, ben);
});

test("behavior: a node that lies about the nonce gets no transaction given up", async () => {
  const ana = await club.earn({ badges: [1] });
  await club.direct().setAutomine(false);
  await mintOnce({ owner: "worker-a", settings: { ...AT_ONCE, bumpAfterMs: 60_000 } });
  const nonce = await club.direct().getTransactionCount({ address: MINTER });
  club.proxy.set(({ method }) => (method === "eth_getTransactionCount" ? { result: `0x${(nonce + 3).toString(16)}` } : undefined));
  await expect(turn().then(() => turn())).rejects.toMatchObject({ reason: "nodes_disagree" });
  expect((await club.log()).map((tx) => tx.state)).toEqual(["broadcast"]);
  club.proxy.clear();
  await club.direct().setAutomine(true);
  await club.direct().mine({ blocks: 1 });
  await turnUntil({ until: club.allFinal(ana._id) });
  await expectWhole(club, ana);
});

test("behavior: a nonce that was really used elsewhere is given up by both nodes' word", async () => {
  const ana = await club.earn({ badges: [1] });
  const foreign = once("eth_sendRawTransaction", true);
  club.proxy.set(async (call) => {
    if (foreign(call)) await club.useNonceElsewhere();
    return undefined;
  });
  await turn();
  await turnUntil({ until: club.allFinal(ana._id) });
  expect((await club.log()).map((tx) => tx.state)).toEqual(["abandoned", "final"]);
  await expectWhole(club, ana);
});
