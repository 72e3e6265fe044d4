import { describe, expect, test } from "vitest";
import { encodeAbiParameters, keccak256, parseAbiParameters, zeroAddress } from "viem";
import { as, at, now, time, viem } from "../support/chain";
import { DAY, ETH, freshClub, GRACE, LIFETIME, MAX, PLAN, PRICE, TOKEN_PRICE, UNKNOWN_PLAN } from "../support/club";
import { emits, reverts } from "../support/expect";

describe("ClubMembership > renew", () => {
  test("default: prolongs from the pass's end, and the event with all its arguments", async () => {
    const { membership, who, buy, ana } = await freshClub();
    await buy(who.ana);
    const end = await membership.read.expiresAt([ana]);
    const sent = membership.write.renew([PLAN.year, ana, 8n * PRICE], { ...as(who.ana), value: 8n * PRICE });
    await emits(sent, membership, "Renewed", [ana, PLAN.year, ana, ETH, 8n * PRICE, end + 365n * DAY]);
    expect(await membership.read.membershipOf([ana])).toMatchObject({ expiresAt: end + 365n * DAY, planId: 2, tier: 1 });
  });

  test("behavior: from now when the pass has ended, and at its very end both are the same", async () => {
    const { membership, who, buy, renew, ana } = await freshClub();
    await buy(who.ana);
    const end = await membership.read.expiresAt([ana]);
    await at(end);
    await renew(who.ana);
    expect(await membership.read.expiresAt([ana])).toBe(end + 30n * DAY);
    await at(end + 40n * DAY);
    await renew(who.ana);
    expect(await membership.read.expiresAt([ana])).toBe(end + 70n * DAY);
  });

  test("behavior: anybody may pay for it", async () => {
    const { membership, who, buy, renew, ana, ben } = await freshClub();
    await buy(who.ana);
    await emits(renew(who.ben, PLAN.month, ana), membership, "Renewed", [ana, PLAN.month, ben, ETH, PRICE, (value: bigint) => value > 0n]);
  });

  test("behavior: a plan for life ends all counting", async () => {
    const { membership, who, buy, renew, ana } = await freshClub();
    await buy(who.ana);
    await renew(who.ana, PLAN.lifetime);
    expect(await membership.read.expiresAt([ana])).toBe(LIFETIME);
    await reverts(renew(who.ana), membership, "ClubMembershipAlreadyLifetime", [ana]);
  });

  test("behavior: the end saturates instead of wrapping around", async () => {
    const { membership, who, renew, asAdmin, ana } = await freshClub();
    await membership.write.grant([ana, 1, LIFETIME - 30n * DAY], asAdmin);
    await renew(who.ana);
    expect(await membership.read.expiresAt([ana])).toBe(LIFETIME);
    const { ben } = await freshClub().then(async (club) => (await club.membership.write.grant([club.ben, 1, LIFETIME - 30n * DAY - 1n], club.asAdmin), club));
    await renew(who.ana, PLAN.month, ben);
    expect(await membership.read.expiresAt([ben])).toBe(LIFETIME - 1n);
  });

  test("behavior: an ended pass may change its tier", async () => {
    const { membership, who, buy, renew, ana } = await freshClub();
    await buy(who.ana);
    await at((await membership.read.expiresAt([ana])) + 1n);
    await renew(who.ana, PLAN.otherTier);
    expect(await membership.read.balanceOfBatch([[ana, ana], [1n, 2n]])).toEqual([0n, 1n]);
  });

  test("behavior: a wallet with the hook is asked only when the renewal brings another tier", async () => {
    const { membership, who, buy, renew, name } = await freshClub();
    const wallet = await viem.deployContract("AcceptingReceiver");
    await buy(who.ana, PLAN.month, wallet.address);
    const first = await wallet.read.asked();
    await renew(who.ben, PLAN.month, wallet.address);
    expect(await wallet.read.asked()).toBe(first);
    await time.increaseTo((await membership.read.expiresAt([wallet.address])) + 1n);
    await renew(who.ben, PLAN.otherTier, wallet.address);
    const told = encodeAbiParameters(parseAbiParameters("address, address, uint256, uint256, uint256"), [name(who.ben), zeroAddress, 2n, 1n, 1n]);
    expect(await wallet.read.asked()).toBe(keccak256(told));
  });

  test("error: another tier while the pass is live, until its last second", async () => {
    const { membership, who, buy, renew, ana } = await freshClub();
    await buy(who.ana);
    await at((await membership.read.expiresAt([ana])) - 1n);
    await reverts(renew(who.ana, PLAN.otherTier), membership, "ClubMembershipTierChangeWhileActive", [ana, 1n, 2n]);
  });

  test.each([
    ["unknown plan", UNKNOWN_PLAN, PRICE, MAX, "ClubMembershipUnknownPlan", [UNKNOWN_PLAN]],
    ["plan off sale", PLAN.retired, PRICE, MAX, "ClubMembershipPlanInactive", [PLAN.retired]],
    ["price above the maximum", PLAN.month, PRICE, PRICE - 1n, "ClubMembershipPriceChanged", [PRICE, PRICE - 1n]],
    ["too little", PLAN.month, PRICE - 1n, PRICE, "ClubMembershipWrongValue", [PRICE, PRICE - 1n]],
    ["too much", PLAN.month, PRICE + 1n, PRICE, "ClubMembershipWrongValue", [PRICE, PRICE + 1n]],
    ["ETH for a token plan", PLAN.token, 1n, MAX, "ClubMembershipWrongValue", [0n, 1n]],
  ] as const)("error: %s", async (_name, planId, value, maxPrice, error, args) => {
    const { membership, who, buy, ana } = await freshClub();
    await buy(who.ana);
    await reverts(membership.write.renew([planId, ana, maxPrice], { ...as(who.ana), value }), membership, error, args as never);
  });

  test("error: nobody without a pass, and nothing while paused", async () => {
    const { membership, who, buy, renew, asAdmin, ana } = await freshClub();
    await reverts(renew(who.ana), membership, "ClubMembershipNotMember", [ana]);
    await reverts(renew(who.ana, PLAN.month, zeroAddress), membership, "ClubMembershipNotMember", [zeroAddress]);
    await buy(who.ana);
    await membership.write.pause(asAdmin);
    await reverts(renew(who.ana), membership, "EnforcedPause", []);
  });
});

describe("ClubMembership > setAutoRenew", () => {
  async function tokenMember() {
    const club = await freshClub();
    await club.buy(club.who.ana, PLAN.token);
    return club;
  }

  test("default: stores the consent, and (0, 0) withdraws it", async () => {
    const { membership, who, ana } = await tokenMember();
    await emits(membership.write.setAutoRenew([PLAN.token, TOKEN_PRICE], as(who.ana)), membership, "AutoRenewSet", [ana, PLAN.token, TOKEN_PRICE]);
    expect(await membership.read.autoRenewOf([ana])).toEqual([PLAN.token, TOKEN_PRICE]);
    await emits(membership.write.setAutoRenew([0n, 5n], as(who.ana)), membership, "AutoRenewSet", [ana, 0n, 0n]);
    expect(await membership.read.autoRenewOf([ana])).toEqual([0n, 0n]);
  });

  test("behavior: it can be withdrawn while paused", async () => {
    const { membership, who, asAdmin, ana } = await tokenMember();
    await membership.write.setAutoRenew([PLAN.token, TOKEN_PRICE], as(who.ana));
    await membership.write.pause(asAdmin);
    await membership.write.setAutoRenew([0n, 0n], as(who.ana));
    expect(await membership.read.autoRenewOf([ana])).toEqual([0n, 0n]);
  });

  test.each([
    ["an ETH plan", PLAN.month, MAX, "ClubMembershipCurrencyNotAllowed", [ETH]],
    ["an unknown plan", UNKNOWN_PLAN, MAX, "ClubMembershipUnknownPlan", [UNKNOWN_PLAN]],
    ["a plan off sale", PLAN.retired, MAX, "ClubMembershipPlanInactive", [PLAN.retired]],
    ["a maximum below the price", PLAN.token, TOKEN_PRICE - 1n, "ClubMembershipPriceChanged", [TOKEN_PRICE, TOKEN_PRICE - 1n]],
    ["a maximum of 2^96", PLAN.token, 2n ** 96n, "ClubMembershipPriceTooHigh", [2n ** 96n, 2n ** 96n - 1n]],
  ] as const)("error: %s", async (_name, planId, maxPrice, error, args) => {
    const { membership, who } = await tokenMember();
    await reverts(membership.write.setAutoRenew([planId, maxPrice], as(who.ana)), membership, error, args as never);
  });

  test("behavior: the largest maximum that fits", async () => {
    const { membership, who, ana } = await tokenMember();
    await membership.write.setAutoRenew([PLAN.token, 2n ** 96n - 1n], as(who.ana));
    expect(await membership.read.autoRenewOf([ana])).toEqual([PLAN.token, 2n ** 96n - 1n]);
  });

  test("error: a token plan for life, another tier, no pass, a forbidden currency", async () => {
    const { membership, token, who, asOwner, ana, eve } = await tokenMember();
    await membership.write.setPlan([1, 0n, token.address, TOKEN_PRICE], asOwner);
    await membership.write.setPlan([2, DAY, token.address, TOKEN_PRICE], asOwner);
    await reverts(membership.write.setAutoRenew([8n, MAX], as(who.ana)), membership, "ClubMembershipInvalidDuration", [0n]);
    await reverts(membership.write.setAutoRenew([9n, TOKEN_PRICE], as(who.ana)), membership, "ClubMembershipTierChangeWhileActive", [ana, 1n, 2n]);
    await reverts(membership.write.setAutoRenew([PLAN.token, TOKEN_PRICE], as(who.eve)), membership, "ClubMembershipNotMember", [eve]);
    await membership.write.setCurrency([token.address, false], asOwner);
    await reverts(membership.write.setAutoRenew([PLAN.token, TOKEN_PRICE], as(who.ana)), membership, "ClubMembershipCurrencyNotAllowed", [(value: string) => value.toLowerCase() === token.address]);
  });
});

describe("ClubMembership > renewFor", () => {
  async function consenting() {
    const club = await freshClub();
    await club.buy(club.who.ana, PLAN.token);
    await club.membership.write.setAutoRenew([PLAN.token, TOKEN_PRICE], as(club.who.ana));
    const end = await club.membership.read.expiresAt([club.ana]);
    const opens = end - (30n * DAY) / 20n;
    return { ...club, end, opens, renewFor: () => club.membership.write.renewFor([club.ana], as(club.who.eve)) };
  }

  test("default: a keeper prolongs from the member's own allowance", async () => {
    const { membership, token, renewFor, opens, end, ana } = await consenting();
    const before = await token.read.balanceOf([ana]);
    await at(opens);
    await emits(renewFor(), membership, "Renewed", [ana, PLAN.token, ana, (value: string) => value.toLowerCase() === token.address, TOKEN_PRICE, end + 30n * DAY]);
    expect(await token.read.balanceOf([ana])).toBe(before - TOKEN_PRICE);
  });

  test("error: one second before the last 5 % of the period", async () => {
    const { membership, renewFor, opens } = await consenting();
    await at(opens - 1n);
    await reverts(renewFor(), membership, "ClubMembershipAutoRenewTooEarly", [opens]);
  });

  test("behavior: once per period, since renewing moves the window", async () => {
    const { membership, renewFor, opens } = await consenting();
    await at(opens);
    await renewFor();
    await reverts(renewFor(), membership, "ClubMembershipAutoRenewTooEarly", [opens + 30n * DAY]);
  });

  test("behavior: until the grace after the end is over, not a second longer", async () => {
    const { membership, renewFor, end } = await consenting();
    await at(end + GRACE + 1n);
    await reverts(renewFor(), membership, "ClubMembershipAutoRenewTooLate", [end + GRACE]);
    const again = await consenting();
    await at(again.end + GRACE);
    await again.renewFor();
    expect(await again.membership.read.expiresAt([again.ana])).toBe(again.end + GRACE + 30n * DAY);
  });

  test("error: without consent, or with it withdrawn", async () => {
    const { membership, who, renewFor, opens, ana, eve } = await consenting();
    await reverts(membership.write.renewFor([eve], as(who.eve)), membership, "ClubMembershipAutoRenewOff", [eve]);
    await membership.write.setAutoRenew([0n, 0n], as(who.ana));
    await at(opens);
    await reverts(renewFor(), membership, "ClubMembershipAutoRenewOff", [ana]);
  });

  test("error: the plan left the shelf, or the club is paused", async () => {
    const { membership, asOwner, asAdmin, renewFor, opens } = await consenting();
    await membership.write.setPlanActive([PLAN.token, false], asOwner);
    await at(opens);
    await reverts(renewFor(), membership, "ClubMembershipPlanInactive", [PLAN.token]);
    await membership.write.setPlanActive([PLAN.token, true], asOwner);
    await membership.write.pause(asAdmin);
    await reverts(renewFor(), membership, "EnforcedPause", []);
  });

  test("error: moved to another tier, or made a member for life, by an admin", async () => {
    const { membership, asAdmin, renewFor, end, opens, ana } = await consenting();
    await membership.write.grant([ana, 2, end], asAdmin);
    await at(opens);
    await reverts(renewFor(), membership, "ClubMembershipTierChangeWhileActive", [ana, 2n, 1n]);
    await membership.write.grant([ana, 1, LIFETIME], asAdmin);
    await reverts(renewFor(), membership, "ClubMembershipAlreadyLifetime", [ana]);
  });

  test("behavior: consent ends with the pass, so a new grant can not be used to charge the member", async () => {
    const { membership, asAdmin, renewFor, ana } = await consenting();
    await emits(membership.write.revoke([ana, "test"], asAdmin), membership, "AutoRenewSet", [ana, 0n, 0n]);
    await membership.write.grant([ana, 1, (await now()) + DAY], asAdmin);
    await reverts(renewFor(), membership, "ClubMembershipAutoRenewOff", [ana]);
  });

  test("error: the member can not pay", async () => {
    const { token, who, renewFor, opens, ana, membership } = await consenting();
    await token.write.approve([membership.address, 0n], as(who.ana));
    await at(opens);
    await reverts(renewFor(), token, "ERC20InsufficientAllowance", [(value: string) => value.toLowerCase() === membership.address, 0n, TOKEN_PRICE]);
    expect(await membership.read.autoRenewOf([ana])).toEqual([PLAN.token, TOKEN_PRICE]);
  });
});
