import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listAudit } from "@/lib/membership/list-audit";
import { cancelMint } from "@/lib/minting/cancel-mint";
import { issueVoucher } from "@/lib/minting/issue-voucher";
import { mintOnce } from "@/lib/minting/mint-once";
import { retryMint } from "@/lib/minting/retry-mint";
import { mintPipelineView } from "@/lib/minting/schema";
import { viewPipeline } from "@/lib/minting/view-pipeline";
import { shiftClock } from "@/lib/platform/clock";
import { createDeclaredIndexes } from "@/lib/platform/mongo";
import { AT_ONCE, DEPLOYER_KEY, MINTER, type MintingClub, startMintingClub, turnUntil } from "./minting-club";

let club: MintingClub;
beforeAll(async () => {
  club = await startMintingClub();
  await createDeclaredIndexes();
});
afterAll(() => club.stop());
beforeEach(() => club.wipe());

const turn = () => mintOnce({ owner: "worker-a", settings: AT_ONCE });

describe("the pipeline as admins see it", () => {
  test("default: queue, signer, cost and forecast", async () => {
    const [ana, ben] = [await club.earn({ badges: [1] }), await club.earn({ badges: [2] })];
    await turnUntil({ until: club.allFinal(ana._id, ben._id) });
    const cara = await club.earn({ badges: [3] });
    const view = mintPipelineView.parse(await viewPipeline());
    expect(view.counts).toMatchObject({ final: 2, pending: 1 });
    expect(view.items.map((item) => [item.memberId, item.shown])).toEqual([[cara._id, "queued"]]);
    expect(view.signer).toMatchObject({ address: MINTER.toLowerCase(), hold: null, low: false, lease: { owner: "worker-a" } });
    expect(BigInt(view.cost.fees)).toBeGreaterThan(0n);
    expect(view.cost).toMatchObject({ badges: 2 });
    expect(view.forecast).toBeGreaterThan(1000);
  });

  test("behavior: cancelled, it stays where it is; retried, it goes out; both are in the audit log", async () => {
    const ana = await club.earn({ badges: [1] });
    const id = (await club.items(ana._id))[0]?._id ?? "";
    expect(await cancelMint({ id, byId: ana._id })).toMatchObject({ state: "cancelled", shown: "skipped" });
    await turn();
    expect(await club.log()).toEqual([]);
    await retryMint({ id, byId: ana._id });
    await turnUntil({ until: club.allFinal(ana._id) });
    const acts = (await listAudit({})).items.map((line) => line.action);
    expect(acts).toEqual(expect.arrayContaining(["mint.cancelled", "mint.retried"]));
  });

  test("error: what is on its way or there cannot be cancelled", async () => {
    const ana = await club.earn({ badges: [1] });
    await turnUntil({ until: club.allFinal(ana._id) });
    const id = (await club.items(ana._id))[0]?._id ?? "";
    await expect(cancelMint({ id, byId: ana._id })).rejects.toMatchObject({ code: "conflict", reason: "wrong_state", details: { state: "final" } });
    await expect(retryMint({ id: "none", byId: ana._id })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a voucher", () => {
  const voucherFor = (member: { _id: string; wallet: `0x${string}` }, badgeId = 1) => issueVoucher({ memberId: member._id, wallet: member.wallet, badgeId });

  async function outOfGas(work: () => Promise<void>): Promise<void> {
    const balance = await club.direct().getBalance({ address: MINTER });
    await club.direct().setBalance({ address: MINTER, value: 1000n });
    try {
      await turn();
      await work();
    } finally {
      shiftClock(0);
      await club.direct().setBalance({ address: MINTER, value: balance });
    }
  }

  test("default: claimed by the member, the item is settled by the event and never awarded by the club", async () => {
    const ana = await club.earn({ badges: [1] });
    await outOfGas(async () => {
      await expect(voucherFor(ana)).rejects.toMatchObject({ code: "conflict", reason: "signer_works" });
      shiftClock(11 * 60_000);
      await turn();
      const voucher = await voucherFor(ana);
      const again = await voucherFor(ana);
      expect(again).toEqual(voucher);
      const payer = club.walletOf(DEPLOYER_KEY);
      const hash = await payer.writeContract({ ...club.contract(), functionName: "claim", args: [ana.wallet, 1n, BigInt(voucher.deadline), voucher.signature as `0x${string}`] });
      expect((await club.direct().waitForTransactionReceipt({ hash })).status).toBe("success");
      await turnUntil({ until: club.allFinal(ana._id) });
      expect((await club.items(ana._id))[0]?.txHash).toBe(hash);
    });
    await turn();
    expect(await club.awards(ana.wallet, 1)).toBe(1);
    expect(await club.log()).toEqual([]);
  });

  test("behavior: while a voucher is good the club sends nothing; when it has run out, it does", async () => {
    const ana = await club.earn({ badges: [1] });
    await outOfGas(async () => {
      shiftClock(11 * 60_000);
      await turn();
      await voucherFor(ana);
    });
    shiftClock(30 * 60_000);
    await turn();
    expect((await club.items(ana._id))[0]?.state).toBe("claiming");
    shiftClock(80 * 60_000);
    await turnUntil({ until: club.allFinal(ana._id) });
    shiftClock(0);
    expect(await club.awards(ana.wallet, 1)).toBe(1);
  });

  test("error: not earned, or on its way already", async () => {
    const ana = await club.earn({ badges: [1] });
    await expect(voucherFor(ana, 5)).rejects.toMatchObject({ code: "not_found", reason: "not_earned" });
    await turnUntil({ until: club.allFinal(ana._id) });
    const ben = await club.earn({ badges: [2] });
    await outOfGas(async () => {
      shiftClock(11 * 60_000);
      await turn();
      await expect(voucherFor(ana)).rejects.toMatchObject({ code: "conflict", reason: "wrong_state" });
      await expect(issueVoucher({ memberId: ana._id, wallet: ben.wallet, badgeId: 2 })).rejects.toMatchObject({ code: "not_found" });
    });
  });
});
