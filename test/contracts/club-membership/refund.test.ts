import { describe, expect, test } from "vitest";
import { zeroAddress } from "viem";
import { as, at, now, time } from "../support/chain";
import { DAY, ETH, freshClub, PLAN, PRICE, TOKEN_PRICE, WINDOW } from "../support/club";
import { emits, moves, reverts } from "../support/expect";

describe("ClubMembership > refund", () => {
  test("default: the whole price back, the pass gone, and both events", async () => {
    const { membership, who, buy, ana } = await freshClub();
    await buy(who.ana);
    const sent = membership.write.refund(as(who.ana));
    await moves(sent, [{ address: ana, amount: PRICE }, { address: membership.address, amount: -PRICE }]);
    await emits(sent, membership, "Refunded", [ana, ETH, PRICE]);
    await emits(sent, membership, "TransferSingle", [ana, ana, zeroAddress, 1n, 1n]);
    expect(await membership.read.membershipOf([ana])).toMatchObject({ expiresAt: 0n, refundUntil: 0n, tier: 0, planId: 0, hasPaid: true });
    expect([await membership.read.totalMembers(), await membership.read.ledger([ETH]), await membership.read.escrow([ETH])]).toEqual([0n, 0n, 0n]);
    expect(await membership.read.refundOf([ana])).toEqual([ETH, 0n, 0n]);
  });

  test("default: in the ERC-20 that was paid", async () => {
    const { membership, token, who, buy, ana } = await freshClub();
    await buy(who.ana, PLAN.token);
    expect(await membership.read.escrow([token.address])).toBe(TOKEN_PRICE);
    await membership.write.refund(as(who.ana));
    expect(await token.read.balanceOf([ana])).toBe(100n * TOKEN_PRICE);
    expect(await membership.read.ledger([token.address])).toBe(0n);
  });

  test("behavior: in the last second of the window", async () => {
    const { membership, who, buy, ana } = await freshClub();
    await buy(who.ana);
    const [, , until] = await membership.read.refundOf([ana]);
    await at(until);
    await membership.write.refund(as(who.ana));
    expect(await membership.read.isActive([ana])).toBe(false);
  });

  test("error: one second after the window", async () => {
    const { membership, who, buy, ana } = await freshClub();
    await buy(who.ana);
    const [, , until] = await membership.read.refundOf([ana]);
    await time.increaseTo(until + 1n);
    expect(await membership.read.refundOf([ana])).toEqual([ETH, 0n, until]);
    await reverts(membership.write.refund(as(who.ana)), membership, "ClubMembershipWindowClosed", [until]);
  });

  test("error: twice, or never bought, or granted", async () => {
    const { membership, who, buy, asAdmin, ana, ben, eve } = await freshClub();
    await buy(who.ana);
    await membership.write.refund(as(who.ana));
    await reverts(membership.write.refund(as(who.ana)), membership, "ClubMembershipNotRefundable", [ana]);
    await reverts(membership.write.refund(as(who.ben)), membership, "ClubMembershipNotRefundable", [ben]);
    await membership.write.grant([eve, 1, (await now()) + DAY], asAdmin);
    await reverts(membership.write.refund(as(who.eve)), membership, "ClubMembershipNotRefundable", [eve]);
  });

  test("error: the second purchase of an account is never refundable", async () => {
    const { membership, who, buy, ana } = await freshClub();
    await buy(who.ana);
    await membership.write.refund(as(who.ana));
    await buy(who.ana);
    await reverts(membership.write.refund(as(who.ana)), membership, "ClubMembershipNotRefundable", [ana]);
    expect(await membership.read.withdrawable([ETH])).toBe(PRICE);
  });

  test("error: a renewal paid by oneself ends the right, and frees the escrow", async () => {
    const { membership, who, buy, renew, ana } = await freshClub();
    await buy(who.ana);
    expect(await membership.read.withdrawable([ETH])).toBe(0n);
    await renew(who.ana);
    await reverts(membership.write.refund(as(who.ana)), membership, "ClubMembershipNotRefundable", [ana]);
    expect(await membership.read.withdrawable([ETH])).toBe(2n * PRICE);
  });

  test("behavior: a renewal paid by somebody else does not", async () => {
    const { membership, who, buy, renew, ana } = await freshClub();
    await buy(who.ana);
    await renew(who.ben, PLAN.month, ana);
    await moves(membership.write.refund(as(who.ana)), [{ address: ana, amount: PRICE }]);
    expect(await membership.read.ledger([ETH])).toBe(PRICE);
  });

  test("behavior: an own first payment as renewal of a gift is not refundable, nor is a later purchase", async () => {
    const { membership, who, buy, renew, ana } = await freshClub();
    await buy(who.ben, PLAN.month, ana);
    await renew(who.ana);
    await reverts(membership.write.refund(as(who.ana)), membership, "ClubMembershipNotRefundable", [ana]);
    await membership.write.renounce(as(who.ana));
    await buy(who.ana);
    await reverts(membership.write.refund(as(who.ana)), membership, "ClubMembershipNotRefundable", [ana]);
  });

  test("behavior: also after the pass was revoked or given up", async () => {
    const { membership, who, buy, asAdmin, ana, ben } = await freshClub();
    await buy(who.ana);
    await buy(who.ben);
    await membership.write.revoke([ana, "noise"], asAdmin);
    await membership.write.renounce(as(who.ben));
    await moves(membership.write.refund(as(who.ana)), [{ address: ana, amount: PRICE }]);
    await moves(membership.write.refund(as(who.ben)), [{ address: ben, amount: PRICE }]);
    expect(await membership.read.ledger([ETH])).toBe(0n);
    expect(await membership.read.refundOf([ana])).toEqual([ETH, 0n, 0n]);
  });

  test("behavior: while paused", async () => {
    const { membership, who, buy, asAdmin, ana } = await freshClub();
    await buy(who.ana);
    await membership.write.pause(asAdmin);
    await moves(membership.write.refund(as(who.ana)), [{ address: ana, amount: PRICE }]);
  });

  test("behavior: a changed window counts for later purchases only; zero ends refunds", async () => {
    const { membership, who, buy, asOwner, ana, ben } = await freshClub();
    await buy(who.ana);
    const [, , until] = await membership.read.refundOf([ana]);
    await membership.write.setRefundWindow([0], asOwner);
    await buy(who.ben);
    expect((await membership.read.refundOf([ana]))[2]).toBe(until);
    await reverts(membership.write.refund(as(who.ben)), membership, "ClubMembershipNotRefundable", [ben]);
    expect(await membership.read.withdrawable([ETH])).toBe(PRICE);
  });
});

describe("ClubMembership > withdraw", () => {
  test("default: everything that can not be refunded any more, to the treasury", async () => {
    const { membership, who, buy, asOwner, name } = await freshClub();
    await buy(who.ana);
    await buy(who.ben, PLAN.month, name(who.eve));
    const sent = membership.write.withdraw([ETH], asOwner);
    await moves(sent, [{ address: name(who.treasury), amount: PRICE }, { address: name(who.owner), amount: 0n }]);
    await emits(sent, membership, "Withdrawn", [ETH, name(who.treasury), PRICE]);
    expect([await membership.read.ledger([ETH]), await membership.read.escrow([ETH])]).toEqual([PRICE, PRICE]);
    await reverts(membership.write.withdraw([ETH], asOwner), membership, "ClubMembershipNothingToWithdraw", [ETH]);
  });

  test("behavior: escrow ends with the UTC day in which the window ends", async () => {
    const { membership, who, buy } = await freshClub();
    await buy(who.ana);
    const lastDay = ((await now()) + WINDOW) / DAY;
    await time.increaseTo((lastDay + 1n) * DAY - 1n);
    expect(await membership.read.withdrawable([ETH])).toBe(0n);
    await time.increaseTo((lastDay + 1n) * DAY);
    expect(await membership.read.withdrawable([ETH])).toBe(PRICE);
  });

  test("behavior: the longest window stays in escrow from its first second to its last", async () => {
    const { membership, who, buy, asOwner, ana } = await freshClub();
    await membership.write.setRefundWindow([Number(14n * DAY)], asOwner);
    await at(((await now()) / DAY + 2n) * DAY);
    await buy(who.ana);
    expect(await membership.read.escrow([ETH])).toBe(PRICE);
    const [, , until] = await membership.read.refundOf([ana]);
    await time.increaseTo(until - 1n);
    expect(await membership.read.escrow([ETH])).toBe(PRICE);
    await at(until);
    await membership.write.refund(as(who.ana));
    expect(await membership.read.escrow([ETH])).toBe(0n);
  });

  test("behavior: in an ERC-20, also after it was forbidden", async () => {
    const { membership, token, who, buy, asOwner, ana, name } = await freshClub();
    await buy(who.ben, PLAN.token, ana);
    await membership.write.setCurrency([token.address, false], asOwner);
    await membership.write.withdraw([token.address], asOwner);
    expect(await token.read.balanceOf([name(who.treasury)])).toBe(TOKEN_PRICE);
    expect(await membership.read.ledger([token.address])).toBe(0n);
  });

  test("behavior: to the treasury of the moment", async () => {
    const { membership, who, buy, asOwner, ana, name } = await freshClub();
    await buy(who.ben, PLAN.month, ana);
    await emits(membership.write.setTreasury([name(who.next)], asOwner), membership, "TreasurySet", [name(who.next)]);
    await moves(membership.write.withdraw([ETH], asOwner), [{ address: name(who.next), amount: PRICE }, { address: name(who.treasury), amount: 0n }]);
    expect(await membership.read.treasury()).toBe(name(who.next));
  });

  test("error: no treasury, or the contract itself", async () => {
    const { membership, asOwner } = await freshClub();
    await reverts(membership.write.setTreasury([zeroAddress], asOwner), membership, "ClubMembershipZeroAddress", []);
    await reverts(membership.write.setTreasury([membership.address], asOwner), membership, "ClubMembershipZeroAddress", []);
  });

  test("error: a window above 14 days, by one second", async () => {
    const { membership, asOwner } = await freshClub();
    await reverts(membership.write.setRefundWindow([Number(14n * DAY) + 1], asOwner), membership, "ClubMembershipInvalidWindow", [14n * DAY + 1n, 14n * DAY]);
    await emits(membership.write.setRefundWindow([Number(14n * DAY)], asOwner), membership, "RefundWindowSet", [14n * DAY]);
    expect(await membership.read.refundWindow()).toBe(14n * DAY);
  });
});
