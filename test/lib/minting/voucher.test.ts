import { parseGwei } from "viem";
import { describe, expect, test } from "vitest";
import { issueVoucher } from "@/lib/minting/issue-voucher";
import { listBadgesOf } from "@/lib/minting/list-member-badges";
import { mintOnce } from "@/lib/minting/mint-once";
import type { VoucherView } from "@/lib/minting/schema";
import { shiftClock } from "@/lib/platform/clock";
import { expectWhole } from "./expect-whole";
import { AT_ONCE, DEPLOYER_KEY, MINTER, turn, turnUntil } from "./minting-club";
import { useMintingClub } from "./use-minting-club";

const club = useMintingClub();

describe("a voucher", () => {
  const voucherFor = (member: { _id: string; wallet: `0x${string}` }, badgeId = 1) => issueVoucher({ memberId: member._id, wallet: member.wallet, badgeId });

  const shown = async (member: { _id: string }) => (await listBadgesOf({ memberId: member._id }))[0];

  /** Sends the claim from another wallet than the club's, as the member's own would, and waits for its block. */
  async function claim(member: { wallet: `0x${string}` }, voucher: VoucherView, tip = parseGwei("1")): Promise<`0x${string}`> {
    const hash = await club.walletOf(DEPLOYER_KEY).writeContract({ ...club.contract(), functionName: "claim", args: [member.wallet, BigInt(voucher.id), BigInt(voucher.deadline), voucher.signature as `0x${string}`], maxPriorityFeePerGas: tip, maxFeePerGas: tip * 3n, gas: 200_000n });
    await club.direct().mine({ blocks: 1 });
    expect((await club.direct().waitForTransactionReceipt({ hash })).status).toBe("success");
    return hash;
  }

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
      expect(await shown(ana)).toMatchObject({ state: "parked", reason: "out_of_gas", claimable: false });
      shiftClock(11 * 60_000);
      await turn();
      expect(await shown(ana)).toMatchObject({ state: "parked", claimable: true });
      const voucher = await voucherFor(ana);
      const again = await voucherFor(ana);
      expect(again).toEqual(voucher);
      expect(await shown(ana)).toMatchObject({ state: "queued", reason: "voucher", claimable: true });
      const hash = await claim(ana, voucher);
      await turnUntil({ until: club.allFinal(ana._id) });
      expect(await shown(ana)).toMatchObject({ state: "final", txHash: hash, claimable: false });
    });
    await turn();
    expect(await club.log()).toEqual([]);
    await expectWhole(club, ana);
  });

  test("behavior: the signer is filled up while a voucher is good: the member claims late, and it stays one badge", async () => {
    const ana = await club.earn({ badges: [1] });
    let voucher: VoucherView | undefined;
    await outOfGas(async () => {
      shiftClock(11 * 60_000);
      await turn();
      voucher = await voucherFor(ana);
    });
    const ben = await club.earn({ badges: [2] });
    await turnUntil({ until: club.allFinal(ben._id) });
    expect((await club.items(ana._id))[0]?.state).toBe("claiming");
    if (voucher) await claim(ana, voucher);
    await turnUntil({ until: club.allFinal(ana._id) });
    await expectWhole(club, ana, ben);
  });

  test("behavior: a claim that meets the club's own transaction: the contract takes the first, both end as one badge", async () => {
    const ana = await club.earn({ badges: [1] });
    let voucher: VoucherView | undefined;
    await outOfGas(async () => {
      shiftClock(11 * 60_000);
      await turn();
      voucher = await voucherFor(ana);
    });
    // The club's clock says that the voucher has run out; the chain's does not.
    shiftClock(80 * 60_000);
    await club.direct().setAutomine(false);
    await mintOnce({ owner: "worker-a", settings: { ...AT_ONCE, bumpAfterMs: 60_000 } });
    expect((await club.items(ana._id))[0]?.state).toBe("assigned");
    shiftClock(0);
    if (voucher) await claim(ana, voucher, parseGwei("50"));
    await club.direct().setAutomine(true);
    await turnUntil({ until: club.allFinal(ana._id) });
    await expectWhole(club, ana);
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
    await expectWhole(club, ana);
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
