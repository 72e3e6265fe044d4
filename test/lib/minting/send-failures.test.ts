import { parseGwei } from "viem";
import { describe, expect, test } from "vitest";
import { listBadgesOf } from "@/lib/minting/list-member-badges";
import { leases, outbox, txs } from "@/lib/minting/store";
import { once } from "./bad-line";
import { expectWhole } from "./expect-whole";
import { AT_ONCE, turn, turnUntil } from "./minting-club";
import { useMintingClub } from "./use-minting-club";

const club = useMintingClub();

describe("a line that fails", () => {
  test("behavior: an answer that never comes counts as sent, and the nonce is not given away", async () => {
    const [ana, ben] = [await club.earn({ badges: [1] }), await club.earn({ badges: [2] })];
    club.proxy.set(once("eth_sendRawTransaction", "cut" as const));
    await turn({ ...AT_ONCE, batchMax: 1 });
    expect((await club.items(ana._id))[0]?.txHash).toMatch(/^0x/);
    expect((await club.log())[0]).toMatchObject({ state: "broadcast" });
    await turnUntil({ until: club.allFinal(ana._id, ben._id) });
    const nonces = (await club.log()).map((tx) => tx.nonce);
    expect(new Set(nonces).size).toBe(nonces.length);
    await expectWhole(club, ana, ben);
  });

  test("behavior: a node that is away decides nothing", async () => {
    const ana = await club.earn({ badges: [1] });
    club.proxy.set(() => "cut");
    await expect(turn()).rejects.toThrow();
    expect((await club.items(ana._id))[0]).toMatchObject({ state: "pending", reason: null });
    club.proxy.clear();
    await turnUntil({ until: club.allFinal(ana._id) });
    await expectWhole(club, ana);
  });

  test("behavior: a node that lags takes nothing back", async () => {
    const ana = await club.earn({ badges: [1] });
    const old = await club.rawBlock("latest");
    await turnUntil({ until: club.allFinal(ana._id) });
    club.proxy.set(({ method, params }) => (method === "eth_getBlockByNumber" && params[0] === "latest" ? { result: old } : undefined));
    for (let count = 0; count < 3; count += 1) await turn({ ...AT_ONCE, lagGraceMs: 60_000 });
    expect((await club.items(ana._id))[0]?.state).toBe("final");
    club.proxy.clear();
    await turn();
    await expectWhole(club, ana);
  });
});

describe("the nonce", () => {
  test("behavior: used by a transaction from elsewhere: the items go out with the next one", async () => {
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

  test("behavior: a node that says it is used when it is not: nothing is awarded twice, no nonce stays open", async () => {
    const ana = await club.earn({ badges: [1] });
    await club.direct().setAutomine(false);
    await turn({ ...AT_ONCE, bumpAfterMs: 60_000 });
    const nonce = (await club.log())[0]?.nonce ?? 0;
    club.proxy.set(({ method }) => (method === "eth_getTransactionCount" ? { result: `0x${(nonce + 3).toString(16)}` } : undefined));
    await turnUntil({ until: async () => (await club.log()).length > 1 });
    expect((await club.log()).map((tx) => [tx.nonce, tx.state])).toEqual([[nonce, "abandoned"], [nonce + 3, "broadcast"]]);
    club.proxy.clear();
    await club.direct().setAutomine(true);
    await turnUntil({ until: club.allFinal(ana._id) });
    await expectWhole(club, ana);
  });

  test("behavior: dropped from the node's pool: it is offered again", async () => {
    const ana = await club.earn({ badges: [1] });
    await club.direct().setAutomine(false);
    await turn({ ...AT_ONCE, bumpAfterMs: 60_000 });
    const hash = (await club.log())[0]?.forms[0]?.hash ?? "0x";
    await club.direct().dropTransaction({ hash });
    await expect(club.direct().getTransaction({ hash })).rejects.toThrow();
    await turn({ ...AT_ONCE, bumpAfterMs: 60_000 });
    expect((await club.direct().getTransaction({ hash })).hash).toBe(hash);
    await club.direct().mine({ blocks: 1 });
    await club.direct().setAutomine(true);
    await turnUntil({ until: club.allFinal(ana._id) });
    await expectWhole(club, ana);
  });

  test("behavior: a gap in the log is filled with a transaction that does nothing", async () => {
    const [ana, ben] = [await club.earn({ badges: [1] }), await club.earn({ badges: [2] })];
    await club.direct().setAutomine(false);
    const slow = { ...AT_ONCE, batchMax: 1, bumpAfterMs: 60_000 };
    await turn(slow);
    await turn(slow);
    const [first] = await club.log();
    await club.direct().dropTransaction({ hash: first?.forms[0]?.hash ?? "0x" });
    await txs().deleteOne({ _id: first?._id ?? "" });
    await outbox().updateMany({ state: "assigned" }, { $set: { updatedAt: new Date(0) } });
    await turn(slow);
    await club.direct().setAutomine(true);
    await club.direct().mine({ blocks: 1 });
    await turnUntil({ until: club.allFinal(ana._id, ben._id) });
    expect((await club.log())[0]).toMatchObject({ nonce: first?.nonce, items: [], data: "0x" });
    await expectWhole(club, ana, ben);
  });

  test("behavior: not mined for long: both fees rise, every form is kept, whichever is mined settles the items", async () => {
    const ana = await club.earn({ badges: [1] });
    await club.direct().setAutomine(false);
    await turn();
    await turn();
    await turn();
    const [tx] = await club.log();
    expect(tx?.forms.length).toBeGreaterThanOrEqual(3);
    const fees = tx?.forms.map((form) => [BigInt(form.maxFeePerGas), BigInt(form.maxPriorityFeePerGas)]) ?? [];
    for (const [index, [fee, tip]] of fees.entries()) if (index > 0) expect([(fee ?? 0n) * 100n >= (fees[index - 1]?.[0] ?? 0n) * 125n, (tip ?? 0n) * 100n >= (fees[index - 1]?.[1] ?? 0n) * 125n]).toEqual([true, true]);
    await club.direct().setAutomine(true);
    await club.direct().mine({ blocks: 1 });
    await turnUntil({ until: club.allFinal(ana._id) });
    const settled = (await club.log())[0];
    expect(settled?.forms.map((form) => form.hash)).toContain(settled?.minedHash);
    await expectWhole(club, ana);
  });

  test("behavior: at the fee cap nothing is sent, and it says so", async () => {
    const ana = await club.earn({ badges: [1] });
    await turn({ ...AT_ONCE, maxFeeCap: parseGwei("0.5") });
    expect((await leases().findOne({}))?.hold?.reason).toBe("fee_too_high");
    await turnUntil({ until: club.allFinal(ana._id) });
    expect((await leases().findOne({}))?.hold).toBeNull();
    await expectWhole(club, ana);
  });
});

describe("a refusal for good", () => {
  test("behavior: refused once by the node: the nonce is kept, the signer holds, the next try goes through", async () => {
    const ana = await club.earn({ badges: [1] });
    const { gasLimit } = await club.direct().getBlock();
    const refuse = once("eth_sendRawTransaction", true);
    club.proxy.set(async (call) => {
      if (refuse(call)) await club.direct().setBlockGasLimit({ gasLimit: 30_000n });
      return undefined;
    });
    await turn();
    const [refused] = await club.log();
    expect(refused).toMatchObject({ state: "signed", refusals: 1, lastError: expect.stringMatching(/gas/i) });
    expect((await leases().findOne({}))?.hold?.reason).toBe("refused");
    expect((await listBadgesOf({ memberId: ana._id }))[0]).toMatchObject({ state: "queued" });
    await club.direct().setBlockGasLimit({ gasLimit });
    await turnUntil({ until: club.allFinal(ana._id) });
    expect((await club.log()).map((tx) => [tx.nonce, tx.minedHash])).toEqual([[refused?.nonce, refused?.forms[0]?.hash]]);
    expect((await leases().findOne({}))?.hold).toBeNull();
    await expectWhole(club, ana);
  });

  test("behavior: refused again and again: the nonce is used up without the badges, and they go out with the next", async () => {
    const [ana, ben] = [await club.earn({ badges: [1] }), await club.earn({ badges: [2] })];
    const { gasLimit } = await club.direct().getBlock();
    // Room for a plain transfer, none for an award: the node refuses what is above its block's gas.
    club.proxy.set(async ({ method }) => {
      if (method === "eth_sendRawTransaction") await club.direct().setBlockGasLimit({ gasLimit: 30_000n });
      return undefined;
    });
    await turnUntil({ settings: { ...AT_ONCE, bumpAfterMs: 60_000 }, until: async () => (await club.log())[0]?.data === "0x" });
    club.proxy.clear();
    await club.direct().setBlockGasLimit({ gasLimit });
    await turnUntil({ until: club.allFinal(ana._id, ben._id) });
    const [used, next] = await club.log();
    expect(used).toMatchObject({ state: "final", data: "0x", minedHash: used?.forms.at(-1)?.hash });
    expect(next).toMatchObject({ state: "final", nonce: (used?.nonce ?? 0) + 1, items: used?.items });
    expect((await leases().findOne({}))?.hold).toBeNull();
    await expectWhole(club, ana, ben);
  });
});
