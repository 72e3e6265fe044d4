import { parseGwei } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mintOnce } from "@/lib/minting/mint-once";
import { leases, outbox, txId, txs } from "@/lib/minting/store";
import { describeTurn } from "@/lib/minting/turn";
import { createDeclaredIndexes } from "@/lib/platform/mongo";
import { AT_ONCE, MINTER, MINTER_KEY, type MintingClub, startMintingClub, turnUntil } from "./minting-club";

let club: MintingClub;
beforeAll(async () => {
  club = await startMintingClub();
  await createDeclaredIndexes();
});
afterAll(() => club.stop());
beforeEach(() => club.wipe());

const allFinal = (memberId: string) => async () => (await club.items(memberId)).every((item) => item.state === "final");
const turn = (settings = AT_ONCE) => mintOnce({ owner: "worker-a", settings });
const chainNonce = () => club.direct().getTransactionCount({ address: MINTER });
const once = <T>(method: string, verdict: T) => {
  let left = 1;
  return (call: { method: string }): T | undefined => (call.method === method && left-- > 0 ? verdict : undefined);
};

/** What every failure must end with: one award, no open nonce, nothing in flight, log and chain agree. */
async function expectWhole(...members: { _id: string; wallet: `0x${string}` }[]) {
  for (const member of members) {
    for (const item of await club.items(member._id)) {
      expect(item.state).toBe("final");
      expect(await club.awards(member.wallet, item.badgeId)).toBe(1);
    }
  }
  const log = await club.log();
  expect(log.filter((tx) => tx.state === "signed" || tx.state === "broadcast")).toEqual([]);
  expect(Math.max(-1, ...log.map((tx) => tx.nonce))).toBeLessThan(await chainNonce());
}

describe("a process that dies", () => {
  test("behavior: before signing: the item is freed", async () => {
    const ana = await club.earn({ badges: [1] });
    const nonce = await chainNonce();
    const { deploymentId, signer } = describeTurn({ owner: "dead" });
    await outbox().updateOne({ memberId: ana._id }, { $set: { state: "assigned", txId: txId(deploymentId, signer, nonce), epoch: 0 } });
    await turnUntil({ until: allFinal(ana._id) });
    await expectWhole(ana);
  });

  test("behavior: after the log, before the node: the logged transaction is sent", async () => {
    const ana = await club.earn({ badges: [1] });
    club.proxy.set(once("eth_sendRawTransaction", "cut" as const));
    await turn();
    await txs().updateOne({}, { $set: { state: "signed", sentAt: null, lastTriedAt: null } });
    const logged = (await club.log())[0];
    await turnUntil({ owner: "worker-a", until: allFinal(ana._id) });
    expect((await club.log()).map((tx) => tx.forms.map((form) => form.hash))).toEqual([[logged?.forms[0]?.hash]]);
    await expectWhole(ana);
  });

  test("behavior: after the node, before the mark: sending it again is no second award", async () => {
    const ana = await club.earn({ badges: [1] });
    await club.direct().setAutomine(false);
    club.proxy.set(once("eth_sendRawTransaction", "cut-after" as const));
    await turn({ ...AT_ONCE, bumpAfterMs: 60_000 });
    await txs().updateOne({}, { $set: { state: "signed", sentAt: null, lastTriedAt: null } });
    await turn({ ...AT_ONCE, bumpAfterMs: 60_000 });
    expect((await club.log())[0]).toMatchObject({ state: "broadcast", lastError: null });
    await club.direct().mine({ blocks: 1 });
    await club.direct().setAutomine(true);
    await turnUntil({ until: allFinal(ana._id) });
    expect(await club.log()).toHaveLength(1);
    await expectWhole(ana);
  });
});

describe("a line that fails", () => {
  test("behavior: an answer that never comes counts as sent, and the nonce is not given away", async () => {
    const [ana, ben] = [await club.earn({ badges: [1] }), await club.earn({ badges: [2] })];
    club.proxy.set(once("eth_sendRawTransaction", "cut" as const));
    await turn({ ...AT_ONCE, batchMax: 1 });
    expect((await club.items(ana._id))[0]?.txHash).toMatch(/^0x/);
    expect((await club.log())[0]).toMatchObject({ state: "broadcast" });
    await turnUntil({ until: async () => (await allFinal(ana._id)()) && (await allFinal(ben._id)()) });
    const nonces = (await club.log()).map((tx) => tx.nonce);
    expect(new Set(nonces).size).toBe(nonces.length);
    await expectWhole(ana, ben);
  });

  test("behavior: a node that is away decides nothing", async () => {
    const ana = await club.earn({ badges: [1] });
    club.proxy.set(() => "cut");
    await expect(turn()).rejects.toThrow();
    expect((await club.items(ana._id))[0]).toMatchObject({ state: "pending", reason: null });
    club.proxy.clear();
    await turnUntil({ until: allFinal(ana._id) });
    await expectWhole(ana);
  });

  test("behavior: a node that lags takes nothing back", async () => {
    const ana = await club.earn({ badges: [1] });
    const old = await club.walletOf(MINTER_KEY).request<{ Method: "eth_getBlockByNumber"; Parameters: ["latest", false]; ReturnType: unknown }>({ method: "eth_getBlockByNumber", params: ["latest", false] });
    await turnUntil({ until: allFinal(ana._id) });
    club.proxy.set(({ method, params }) => (method === "eth_getBlockByNumber" && params[0] === "latest" ? { result: old } : undefined));
    for (let count = 0; count < 3; count += 1) await turn({ ...AT_ONCE, lagGraceMs: 60_000 });
    expect((await club.items(ana._id))[0]?.state).toBe("final");
    club.proxy.clear();
    await turn();
    await expectWhole(ana);
  });
});

describe("the nonce", () => {
  test("behavior: used by a transaction from elsewhere: the items go out with the next one", async () => {
    const ana = await club.earn({ badges: [1] });
    const foreign = once("eth_sendRawTransaction", true);
    club.proxy.set(async (call) => {
      if (foreign(call)) await club.walletOf(MINTER_KEY).sendTransaction({ to: MINTER, value: 0n });
      return undefined;
    });
    await turn();
    await turnUntil({ until: allFinal(ana._id) });
    expect((await club.log()).map((tx) => tx.state)).toEqual(["abandoned", "final"]);
    await expectWhole(ana);
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
    await turnUntil({ until: allFinal(ana._id) });
    await expectWhole(ana);
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
    await turnUntil({ until: async () => (await allFinal(ana._id)()) && (await allFinal(ben._id)()) });
    expect((await club.log())[0]).toMatchObject({ nonce: first?.nonce, items: [], data: "0x" });
    await expectWhole(ana, ben);
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
    await turnUntil({ until: allFinal(ana._id) });
    const settled = (await club.log())[0];
    expect(settled?.forms.map((form) => form.hash)).toContain(settled?.minedHash);
    await expectWhole(ana);
  });

  test("behavior: at the fee cap nothing is sent, and it says so", async () => {
    const ana = await club.earn({ badges: [1] });
    await turn({ ...AT_ONCE, maxFeeCap: parseGwei("0.5") });
    expect((await leases().findOne({}))?.hold?.reason).toBe("fee_too_high");
    await turnUntil({ until: allFinal(ana._id) });
    expect((await leases().findOne({}))?.hold).toBeNull();
    await expectWhole(ana);
  });
});
