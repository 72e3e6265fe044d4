import { describe, expect, test } from "vitest";
import { type Address, keccak256, slice, toHex, zeroAddress } from "viem";
import { as, at, now, reader, time, viem } from "../support/chain";
import { DAY, ETH, freshClub, GRACE, LIFETIME, PLAN } from "../support/club";
import { emits, reverts } from "../support/expect";

const strangers = (count: number): Address[] => Array.from({ length: count }, (_, index) => slice(keccak256(toHex(index)), 12));

describe("ClubMembership > grant", () => {
  test("default: a pass of the tier until the given time", async () => {
    const { membership, asAdmin, who, name, ana } = await freshClub();
    const until = (await now()) + DAY;
    const sent = membership.write.grant([ana, 2, until], asAdmin);
    await emits(sent, membership, "Granted", [ana, 2n, name(who.admin), until]);
    await emits(sent, membership, "TransferSingle", [name(who.admin), zeroAddress, ana, 2n, 1n]);
    expect(await membership.read.membershipOf([ana])).toEqual({ expiresAt: until, purchasedAt: 0n, refundUntil: 0n, tier: 2, planId: 0, hasPaid: false });
  });

  test("behavior: for ever, and by the owner as well", async () => {
    const { membership, asOwner, ana } = await freshClub();
    await membership.write.grant([ana, 1, LIFETIME], asOwner);
    await time.increase(100n * 365n * DAY);
    expect(await membership.read.isActive([ana])).toBe(true);
  });

  test("behavior: moves a live pass to another tier and never shortens it", async () => {
    const { membership, asAdmin, who, buy, ana } = await freshClub();
    await buy(who.ana);
    const end = await membership.read.expiresAt([ana]);
    await reverts(membership.write.grant([ana, 2, end - 1n], asAdmin), membership, "ClubMembershipShorterExpiry", [ana, end, end - 1n]);
    await membership.write.grant([ana, 2, end], asAdmin);
    expect(await membership.read.balanceOfBatch([[ana, ana], [1n, 2n]])).toEqual([0n, 1n]);
    expect(await membership.read.totalMembers()).toBe(1n);
  });

  test("error: a time that is not in the future, by one second", async () => {
    const { membership, asAdmin, ana } = await freshClub();
    const moment = (await now()) + 10n;
    await at(moment);
    await reverts(membership.write.grant([ana, 1, moment], asAdmin), membership, "ClubMembershipInvalidExpiry", [moment]);
    await at(moment + 1n);
    await membership.write.grant([ana, 1, moment + 2n], asAdmin);
    expect(await membership.read.isActive([ana])).toBe(true);
  });

  test.each([[0], [3], [127], [128], [65_535]])("error: tier %i is not defined", async (tier) => {
    const { membership, asAdmin, ana } = await freshClub();
    await reverts(membership.write.grant([ana, tier, LIFETIME], asAdmin), membership, "ClubMembershipUnknownTier", [BigInt(tier)]);
  });

  test("error: the zero address, somebody who is no admin, paused", async () => {
    const { membership, asAdmin, who, ana, eve } = await freshClub();
    await reverts(membership.write.grant([zeroAddress, 1, LIFETIME], asAdmin), membership, "ClubMembershipZeroAddress", []);
    await reverts(membership.write.grant([ana, 1, LIFETIME], as(who.eve)), membership, "ClubMembershipUnauthorizedAdmin", [eve]);
    await membership.write.pause(asAdmin);
    await reverts(membership.write.grant([ana, 1, LIFETIME], asAdmin), membership, "EnforcedPause", []);
  });
});

describe("ClubMembership > grantBatch", () => {
  test.each([[1], [100]])("default: %i wallets", async (count) => {
    const { membership, asAdmin } = await freshClub();
    await membership.write.grantBatch([strangers(count), 1, LIFETIME], asAdmin);
    expect(await membership.read.totalMembers()).toBe(BigInt(count));
  });

  test("error: none, or 101", async () => {
    const { membership, asAdmin } = await freshClub();
    await reverts(membership.write.grantBatch([[], 1, LIFETIME], asAdmin), membership, "ClubMembershipEmptyBatch", []);
    await reverts(membership.write.grantBatch([strangers(101), 1, LIFETIME], asAdmin), membership, "ClubMembershipBatchTooLarge", [101n, 100n]);
  });

  test("error: one bad wallet, and nobody gets a pass", async () => {
    const { membership, asAdmin, ana } = await freshClub();
    await reverts(membership.write.grantBatch([[ana, zeroAddress], 1, LIFETIME], asAdmin), membership, "ClubMembershipZeroAddress", []);
    expect(await membership.read.totalMembers()).toBe(0n);
  });

  test("error: somebody who is no admin, paused", async () => {
    const { membership, asAdmin, who, ana, eve } = await freshClub();
    await reverts(membership.write.grantBatch([[ana], 1, LIFETIME], as(who.eve)), membership, "ClubMembershipUnauthorizedAdmin", [eve]);
    await membership.write.pause(asAdmin);
    await reverts(membership.write.grantBatch([[ana], 1, LIFETIME], asAdmin), membership, "EnforcedPause", []);
  });
});

describe("ClubMembership > extend", () => {
  test("default: a later end", async () => {
    const { membership, asAdmin, who, buy, name, ana } = await freshClub();
    await buy(who.ana);
    const later = (await membership.read.expiresAt([ana])) + 1n;
    await emits(membership.write.extend([ana, later], asAdmin), membership, "Extended", [ana, name(who.admin), later]);
    expect(await membership.read.expiresAt([ana])).toBe(later);
  });

  test("behavior: brings an ended pass back", async () => {
    const { membership, asAdmin, who, buy, ana } = await freshClub();
    await buy(who.ana);
    await time.increaseTo((await membership.read.expiresAt([ana])) + DAY);
    await membership.write.extend([ana, LIFETIME], asAdmin);
    expect(await membership.read.isActive([ana])).toBe(true);
  });

  test("error: the same end, an end in the past, no pass, no admin, paused", async () => {
    const { membership, asAdmin, who, buy, ana, ben, eve } = await freshClub();
    await buy(who.ana);
    const end = await membership.read.expiresAt([ana]);
    await reverts(membership.write.extend([ana, end], asAdmin), membership, "ClubMembershipShorterExpiry", [ana, end, end]);
    await reverts(membership.write.extend([ben, LIFETIME], asAdmin), membership, "ClubMembershipNotMember", [ben]);
    await reverts(membership.write.extend([ana, LIFETIME], as(who.eve)), membership, "ClubMembershipUnauthorizedAdmin", [eve]);
    await at(end + 10n);
    await reverts(membership.write.extend([ana, end + 10n], asAdmin), membership, "ClubMembershipInvalidExpiry", [end + 10n]);
    await membership.write.pause(asAdmin);
    await reverts(membership.write.extend([ana, LIFETIME], asAdmin), membership, "EnforcedPause", []);
  });
});

describe("ClubMembership > revoke, renounce, expire", () => {
  test("default: revoke takes the pass and says why", async () => {
    const { membership, asAdmin, who, buy, name, ana } = await freshClub();
    await buy(who.ana);
    const sent = membership.write.revoke([ana, "spam"], asAdmin);
    await emits(sent, membership, "Revoked", [ana, name(who.admin), "spam"]);
    await emits(sent, membership, "TransferSingle", [name(who.admin), ana, zeroAddress, 1n, 1n]);
    expect([await membership.read.isActive([ana]), await membership.read.totalMembers()]).toEqual([false, 0n]);
  });

  test("error: revoke without a reason, with too long a one, without a pass, without being admin", async () => {
    const { membership, asAdmin, who, buy, ana, ben, eve } = await freshClub();
    await buy(who.ana);
    await reverts(membership.write.revoke([ana, ""], asAdmin), membership, "ClubMembershipTextLength", [0n]);
    await reverts(membership.write.revoke([ana, "x".repeat(513)], asAdmin), membership, "ClubMembershipTextLength", [513n]);
    await reverts(membership.write.revoke([ben, "spam"], asAdmin), membership, "ClubMembershipNotMember", [ben]);
    await reverts(membership.write.revoke([ana, "spam"], as(who.eve)), membership, "ClubMembershipUnauthorizedAdmin", [eve]);
    await membership.write.revoke([ana, "x".repeat(512)], asAdmin);
  });

  test("default: renounce gives the own pass up, also while paused", async () => {
    const { membership, asAdmin, who, buy, ana } = await freshClub();
    await buy(who.ana);
    await membership.write.pause(asAdmin);
    await emits(membership.write.renounce(as(who.ana)), membership, "Renounced", [ana]);
    expect(await membership.read.membershipOf([ana])).toMatchObject({ tier: 0, expiresAt: 0n });
    await reverts(membership.write.renounce(as(who.ana)), membership, "ClubMembershipNotMember", [ana]);
  });

  test("default: expire clears away what ended more than the grace ago, to the second, and leaves the rest", async () => {
    const { membership, asAdmin, who, buy, ana, ben, eve } = await freshClub();
    await buy(who.ana);
    await membership.write.grant([ben, 1, LIFETIME], asAdmin);
    const end = await membership.read.expiresAt([ana]);
    await at(end + GRACE);
    await membership.write.expire([[ana, ben, eve]], as(who.eve));
    expect(await membership.read.totalMembers()).toBe(2n);
    await membership.write.pause(asAdmin);
    await at(end + GRACE + 100n);
    await emits(membership.write.expire([[ana, ben, eve, ana]], as(who.eve)), membership, "Expired", [ana]);
    expect([await membership.read.balanceOf([ana, 1n]), await membership.read.balanceOf([ben, 1n]), await membership.read.totalMembers()]).toEqual([0n, 1n, 1n]);
  });

  test("behavior: one second after the grace is enough", async () => {
    const { membership, who, buy, ana } = await freshClub();
    await buy(who.ana);
    await at((await membership.read.expiresAt([ana])) + GRACE + 1n);
    await membership.write.expire([[ana]], as(who.eve));
    expect(await membership.read.totalMembers()).toBe(0n);
  });

  test("error: expire of none or of 101; 100 are fine", async () => {
    const { membership } = await freshClub();
    await reverts(membership.write.expire([[]]), membership, "ClubMembershipEmptyBatch", []);
    await reverts(membership.write.expire([strangers(101)]), membership, "ClubMembershipBatchTooLarge", [101n, 100n]);
    await membership.write.expire([strangers(100)]);
  });

  test("behavior: isActive ends with the last second, balanceOf with the burn", async () => {
    const { membership, who, buy, ana } = await freshClub();
    await buy(who.ana);
    const end = await membership.read.expiresAt([ana]);
    await time.increaseTo(end - 1n);
    expect(await membership.read.isActive([ana])).toBe(true);
    await time.increaseTo(end);
    expect([await membership.read.isActive([ana]), await membership.read.balanceOf([ana, 1n])]).toEqual([false, 1n]);
  });
});

describe("ClubMembership > reissue", () => {
  test("default: the same pass at the new wallet, and all three events", async () => {
    const { membership, asAdmin, asOwner, who, name, ana, ben } = await freshClub();
    await membership.write.grant([ana, 2, LIFETIME], asAdmin);
    const sent = membership.write.reissue([ana, ben], asOwner);
    await emits(sent, membership, "TransferSingle", [name(who.owner), ana, zeroAddress, 2n, 1n]);
    await emits(sent, membership, "TransferSingle", [name(who.owner), zeroAddress, ben, 2n, 1n]);
    await emits(sent, membership, "Reissued", [ana, ben, LIFETIME]);
    expect(await membership.read.membershipOf([ben])).toMatchObject({ tier: 2, expiresAt: LIFETIME });
    expect(await membership.read.membershipOf([ana])).toMatchObject({ tier: 0, expiresAt: 0n });
    expect(await membership.read.totalMembers()).toBe(1n);
  });

  test("behavior: keeps purchase, plan and the fact of having paid; the next purchase is not refundable", async () => {
    const { membership, asOwner, who, buy, ana, ben } = await freshClub();
    await buy(who.ana);
    const before = await membership.read.membershipOf([ana]);
    await at(before.refundUntil + 1n);
    await membership.write.reissue([ana, ben], asOwner);
    expect(await membership.read.membershipOf([ben])).toEqual({ ...before, refundUntil: 0n });
    await membership.write.renounce(as(who.ben));
    await buy(who.ben);
    await reverts(membership.write.refund(as(who.ben)), membership, "ClubMembershipNotRefundable", [ben]);
  });

  test("behavior: does not make a wallet that never paid look as if it had", async () => {
    const { membership, asAdmin, asOwner, who, buy, ana, ben, eve } = await freshClub();
    await membership.write.grant([ana, 1, LIFETIME], asAdmin);
    await membership.write.reissue([ana, ben], asOwner);
    expect((await membership.read.membershipOf([ben])).hasPaid).toBe(false);
    await buy(who.eve);
    await membership.write.refund(as(who.eve));
    await membership.write.reissue([ben, eve], asOwner);
    expect((await membership.read.membershipOf([eve])).hasPaid).toBe(true);
  });

  test("error: while the old wallet may take a refund, to its last second", async () => {
    const { membership, asOwner, who, buy, ana, ben } = await freshClub();
    await buy(who.ana);
    const [, , until] = await membership.read.refundOf([ana]);
    await at(until);
    await reverts(membership.write.reissue([ana, ben], asOwner), membership, "ClubMembershipRefundOpen", [ana, until]);
    await at(until + 1n);
    await membership.write.reissue([ana, ben], asOwner);
  });

  test("error: zero, the same wallet, no pass, a wallet with a pass, an admin's hand, a refusing contract", async () => {
    const { membership, asAdmin, asOwner, ana, ben, eve, who, name } = await freshClub();
    await membership.write.grantBatch([[ana, ben], 1, LIFETIME], asAdmin);
    await reverts(membership.write.reissue([ana, zeroAddress], asOwner), membership, "ClubMembershipZeroAddress", []);
    await reverts(membership.write.reissue([ana, ana], asOwner), membership, "ClubMembershipSameAccount", [ana]);
    await reverts(membership.write.reissue([eve, name(who.next)], asOwner), membership, "ClubMembershipNotMember", [eve]);
    await reverts(membership.write.reissue([ana, ben], asOwner), membership, "ClubMembershipAlreadyMember", [ben]);
    const role = await membership.read.DEFAULT_ADMIN_ROLE();
    await reverts(membership.write.reissue([ana, eve], asAdmin), membership, "AccessControlUnauthorizedAccount", [name(who.admin), role]);
    const { address } = await viem.deployContract("RefusingReceiver");
    await reverts(membership.write.reissue([ana, address], asOwner), membership, "ERC1155InvalidReceiver", [(value: string) => value.toLowerCase() === address]);
  });

  test("behavior: works while paused and takes no extra seat in a full club", async () => {
    const { membership, asAdmin, asOwner, ana, ben } = await freshClub();
    await membership.write.grant([ana, 1, LIFETIME], asAdmin);
    await membership.write.setMaxMembers([1], asOwner);
    await membership.write.pause(asAdmin);
    await membership.write.reissue([ana, ben], asOwner);
    expect(await membership.read.totalMembers()).toBe(1n);
  });
});

describe("ClubMembership > seats", () => {
  test("default: the limit holds at exactly its number, and a freed seat can be taken", async () => {
    const { membership, asOwner, who, buy } = await freshClub();
    await emits(membership.write.setMaxMembers([1], asOwner), membership, "MaxMembersSet", [1n]);
    await buy(who.ana);
    await reverts(buy(who.ben), membership, "ClubMembershipFull", [1n]);
    await membership.write.renounce(as(who.ana));
    await buy(who.ben);
    expect([await membership.read.totalMembers(), await membership.read.maxMembers()]).toEqual([1n, 1n]);
  });

  test("error: a limit below the passes that exist; equal is fine, zero lifts it", async () => {
    const { membership, asOwner, asAdmin, who, buy, ana, ben } = await freshClub();
    await membership.write.grantBatch([[ana, ben], 1, LIFETIME], asAdmin);
    await reverts(membership.write.setMaxMembers([1], asOwner), membership, "ClubMembershipBelowSupply", [1n, 2n]);
    await membership.write.setMaxMembers([2], asOwner);
    await membership.write.setMaxMembers([0], asOwner);
    await buy(who.eve);
  });
});

describe("ClubMembership > plans", () => {
  test("default: a new id with all its terms, on sale at once", async () => {
    const { membership, asOwner } = await freshClub();
    const sent = membership.write.setPlan([2, DAY, ETH, 5n], asOwner);
    await emits(sent, membership, "PlanSet", [8n, 2n, ETH, 5n, DAY]);
    await emits(sent, membership, "PlanActive", [8n, true]);
    expect(await membership.read.plan([8n])).toEqual({ currency: ETH, price: 5n, duration: DAY, tier: 2, active: true });
    expect(await membership.read.planCount()).toBe(8n);
  });

  test("behavior: taken off sale and put back, the terms stay", async () => {
    const { membership, asOwner } = await freshClub();
    const before = await membership.read.plan([PLAN.month]);
    await emits(membership.write.setPlanActive([PLAN.month, false], asOwner), membership, "PlanActive", [PLAN.month, false]);
    expect(await membership.read.plan([PLAN.month])).toEqual({ ...before, active: false });
    await membership.write.setPlanActive([PLAN.month, true], asOwner);
    expect(await membership.read.plan([PLAN.month])).toEqual(before);
  });

  test("error: an undefined tier, too long a duration, a currency that is not allowed, a price of 2^96", async () => {
    const { membership, asOwner, who, name } = await freshClub();
    await reverts(membership.write.setPlan([3, DAY, ETH, 1n], asOwner), membership, "ClubMembershipUnknownTier", [3n]);
    await reverts(membership.write.setPlan([0, DAY, ETH, 1n], asOwner), membership, "ClubMembershipUnknownTier", [0n]);
    await reverts(membership.write.setPlan([1, 3650n * DAY + 1n, ETH, 1n], asOwner), membership, "ClubMembershipInvalidDuration", [3650n * DAY + 1n]);
    await reverts(membership.write.setPlan([1, DAY, name(who.eve), 1n], asOwner), membership, "ClubMembershipCurrencyNotAllowed", [name(who.eve)]);
    await reverts(membership.write.setPlan([1, DAY, ETH, 2n ** 96n], asOwner), membership, "ClubMembershipPriceTooHigh", [2n ** 96n, 2n ** 96n - 1n]);
    await membership.write.setPlan([1, 3650n * DAY, ETH, 2n ** 96n - 1n], asOwner);
  });

  test.each([[0n], [8n], [65_536n]])("error: plan %i does not exist", async (planId) => {
    const { membership, asOwner } = await freshClub();
    await reverts(membership.read.plan([planId]), membership, "ClubMembershipUnknownPlan", [planId]);
    await reverts(membership.write.setPlanActive([planId, true], asOwner), membership, "ClubMembershipUnknownPlan", [planId]);
  });

  test("error: no more than 65,535 plans", async () => {
    const { membership, asOwner } = await freshClub();
    // Counting there by transactions would take an hour: the counter is set where the compiler put it.
    const slots = Array.from({ length: 64 }, (_, index) => toHex(index, { size: 32 }));
    const words = await Promise.all(slots.map((slot) => reader.getStorageAt({ address: membership.address, slot })));
    const slot = slots[words.findIndex((word) => word !== undefined && BigInt(word) === 7n)];
    if (!slot) throw new Error("The plan counter was not found.");
    const client = await viem.getTestClient();
    await client.setStorageAt({ address: membership.address, index: slot, value: toHex(65_535, { size: 32 }) });
    expect(await membership.read.planCount()).toBe(65_535n);
    await reverts(membership.write.setPlan([1, DAY, ETH, 1n], asOwner), membership, "ClubMembershipTooManyPlans", [65_535n]);
  });

  test("default: a quote says currency, price and the new end; for a newcomer, a member and an ended pass", async () => {
    const { membership, who, buy, ana } = await freshClub();
    expect(await membership.read.quote([PLAN.month, ana])).toEqual([ETH, (await membership.read.plan([1n])).price, (await now()) + 30n * DAY]);
    expect((await membership.read.quote([PLAN.lifetime, ana]))[2]).toBe(LIFETIME);
    await buy(who.ana);
    const end = await membership.read.expiresAt([ana]);
    expect((await membership.read.quote([PLAN.year, ana]))[2]).toBe(end + 365n * DAY);
    await time.increaseTo(end + DAY);
    expect((await membership.read.quote([PLAN.month, ana]))[2]).toBe(end + 31n * DAY);
  });

  test("error: a quote reverts as the purchase would", async () => {
    const { membership, who, buy, ana } = await freshClub();
    await reverts(membership.read.quote([8n, ana]), membership, "ClubMembershipUnknownPlan", [8n]);
    await reverts(membership.read.quote([PLAN.retired, ana]), membership, "ClubMembershipPlanInactive", [PLAN.retired]);
    await buy(who.ana, PLAN.lifetime);
    await reverts(membership.read.quote([PLAN.month, ana]), membership, "ClubMembershipAlreadyLifetime", [ana]);
    await buy(who.ben);
    const { ben } = await freshClub().then(async (club) => (await club.buy(club.who.ben), club));
    await reverts(membership.read.quote([PLAN.otherTier, ben]), membership, "ClubMembershipTierChangeWhileActive", [ben, 1n, 2n]);
  });
});
