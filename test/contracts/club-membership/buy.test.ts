import { describe, expect, test } from "vitest";
import { encodeAbiParameters, keccak256, parseAbiParameters, parseSignature, zeroAddress } from "viem";
import { addressOf, as, at, now, reader, viem } from "../support/chain";
import { DAY, ETH, freshClub, LIFETIME, MAX, PLAN, PRICE, TOKEN_PRICE, UNKNOWN_PLAN, WINDOW } from "../support/club";
import { emits, moves, reverts } from "../support/expect";

describe("ClubMembership > buy", () => {
  test("default: a pass until now plus the plan's duration, and the event with all its arguments", async () => {
    const { membership, who, ana } = await freshClub();
    const time = (await now()) + 100n;
    await at(time);
    const sent = membership.write.buy([PLAN.month, ana, PRICE], { ...as(who.ana), value: PRICE });
    await emits(sent, membership, "Purchased", [ana, PLAN.month, ana, ETH, PRICE, time + 30n * DAY]);
    await emits(sent, membership, "TransferSingle", [ana, zeroAddress, ana, 1n, 1n]);
    expect(await membership.read.membershipOf([ana])).toEqual({
      expiresAt: time + 30n * DAY, purchasedAt: time, refundUntil: time + WINDOW, tier: 1, planId: 1, hasPaid: true,
    });
    expect(await membership.read.isActive([ana])).toBe(true);
    expect(await membership.read.expiresAt([ana])).toBe(time + 30n * DAY);
    expect(await membership.read.balanceOf([ana, 1n])).toBe(1n);
    expect(await membership.read.totalMembers()).toBe(1n);
  });

  test("behavior: the price moves from the buyer into the contract, and nothing is pushed to the treasury", async () => {
    const { membership, who, ana } = await freshClub();
    await moves(membership.write.buy([PLAN.month, ana, PRICE], { ...as(who.ana), value: PRICE }), [
      { address: ana, amount: -PRICE }, { address: membership.address, amount: PRICE }, { address: addressOf(who.treasury), amount: 0n },
    ]);
    expect(await membership.read.ledger([ETH])).toBe(PRICE);
  });

  test("behavior: a plan for life never ends", async () => {
    const { membership, who, buy, ana } = await freshClub();
    await buy(who.ana, PLAN.lifetime);
    expect(await membership.read.expiresAt([ana])).toBe(LIFETIME);
  });

  test("behavior: a gift goes to the receiver, is paid by the giver and can not be refunded", async () => {
    const { membership, who, ana, ben } = await freshClub();
    const sent = membership.write.buy([PLAN.month, ben, PRICE], { ...as(who.ana), value: PRICE });
    await emits(sent, membership, "Purchased", [ben, PLAN.month, ana, ETH, PRICE, (value: bigint) => value > 0n]);
    expect(await membership.read.isActive([ben])).toBe(true);
    expect(await membership.read.isActive([ana])).toBe(false);
    expect((await membership.read.membershipOf([ben])).hasPaid).toBe(false);
    await reverts(membership.write.refund(as(who.ben)), membership, "ClubMembershipNotRefundable", [ben]);
    await reverts(membership.write.refund(as(who.ana)), membership, "ClubMembershipNotRefundable", [ana]);
  });

  test("behavior: a gift does not use up the receiver's own refundable purchase", async () => {
    const { membership, who, buy, ana } = await freshClub();
    await buy(who.ben, PLAN.month, ana);
    await membership.write.renounce(as(who.ana));
    await buy(who.ana);
    expect(await membership.read.refundOf([ana])).toEqual([ETH, PRICE, (await now()) + WINDOW]);
  });

  test("behavior: a free plan makes a member and leaves nothing to refund", async () => {
    const { membership, who, buy, ana } = await freshClub();
    await buy(who.ana, PLAN.free);
    expect(await membership.read.isActive([ana])).toBe(true);
    await reverts(membership.write.refund(as(who.ana)), membership, "ClubMembershipNotRefundable", [ana]);
  });

  test("behavior: after its end a pass is bought again on the same seat, also of another tier", async () => {
    const { membership, who, buy, ana } = await freshClub();
    await buy(who.ana);
    await at((await now()) + 31n * DAY);
    const sent = buy(who.ana, PLAN.otherTier);
    await emits(sent, membership, "TransferSingle", [ana, ana, zeroAddress, 1n, 1n]);
    await emits(sent, membership, "TransferSingle", [ana, zeroAddress, ana, 2n, 1n]);
    expect(await membership.read.totalMembers()).toBe(1n);
    expect(await membership.read.balanceOfBatch([[ana, ana], [1n, 2n]])).toEqual([0n, 1n]);
  });

  test("behavior: bought again in the same tier, the token stays where it is", async () => {
    const { membership, who, buy, ana } = await freshClub();
    await buy(who.ana);
    await at((await now()) + 31n * DAY);
    await buy(who.ana);
    expect(await membership.getEvents.TransferSingle()).toEqual([]);
    expect(await membership.read.isActive([ana])).toBe(true);
  });

  test.each([
    ["unknown plan", UNKNOWN_PLAN, PRICE, MAX, "ClubMembershipUnknownPlan", [UNKNOWN_PLAN]],
    ["plan zero", 0n, PRICE, MAX, "ClubMembershipUnknownPlan", [0n]],
    ["plan beyond 16 bits", 65_537n, PRICE, MAX, "ClubMembershipUnknownPlan", [65_537n]],
    ["plan off sale", PLAN.retired, PRICE, MAX, "ClubMembershipPlanInactive", [PLAN.retired]],
    ["price above the buyer's maximum by one wei", PLAN.month, PRICE, PRICE - 1n, "ClubMembershipPriceChanged", [PRICE, PRICE - 1n]],
    ["one wei too little", PLAN.month, PRICE - 1n, PRICE, "ClubMembershipWrongValue", [PRICE, PRICE - 1n]],
    ["one wei too much", PLAN.month, PRICE + 1n, PRICE, "ClubMembershipWrongValue", [PRICE, PRICE + 1n]],
    ["no value", PLAN.month, 0n, PRICE, "ClubMembershipWrongValue", [PRICE, 0n]],
    ["ETH sent to a token plan", PLAN.token, 1n, MAX, "ClubMembershipWrongValue", [0n, 1n]],
  ] as const)("error: %s", async (_name, planId, value, maxPrice, error, args) => {
    const { membership, who, ana } = await freshClub();
    await reverts(membership.write.buy([planId, ana, maxPrice], { ...as(who.ana), value }), membership, error, args as never);
    expect(await membership.read.totalMembers()).toBe(0n);
  });

  test("error: for the zero address", async () => {
    const { membership, who } = await freshClub();
    await reverts(membership.write.buy([PLAN.month, zeroAddress, PRICE], { ...as(who.ana), value: PRICE }), membership, "ClubMembershipZeroAddress", []);
  });

  test("error: the pass is live, until its very last second", async () => {
    const { membership, who, buy, ana } = await freshClub();
    await buy(who.ana);
    const end = await membership.read.expiresAt([ana]);
    await at(end - 1n);
    await reverts(buy(who.ana), membership, "ClubMembershipAlreadyMember", [ana]);
    await at(end);
    await buy(who.ana);
  });

  test("error: paused", async () => {
    const { membership, asAdmin, who, buy } = await freshClub();
    await membership.write.pause(asAdmin);
    await reverts(buy(who.ana), membership, "EnforcedPause", []);
    await membership.write.unpause(asAdmin);
    await buy(who.ana);
  });
});

describe("ClubMembership > buy with an ERC-20", () => {
  test("default: exactly the price arrives", async () => {
    const { membership, token, who, buy, ana } = await freshClub();
    await emits(buy(who.ana, PLAN.token), membership, "Purchased", [ana, PLAN.token, ana, (value: string) => value.toLowerCase() === token.address, TOKEN_PRICE, (value: bigint) => value > 0n]);
    expect(await token.read.balanceOf([membership.address])).toBe(TOKEN_PRICE);
    expect(await membership.read.ledger([token.address])).toBe(TOKEN_PRICE);
    expect(await membership.read.ledger([ETH])).toBe(0n);
  });

  test("error: without allowance nothing is booked", async () => {
    const { membership, token, who, buy, ana } = await freshClub();
    await token.write.approve([membership.address, TOKEN_PRICE - 1n], as(who.ana));
    await reverts(buy(who.ana, PLAN.token), token, "ERC20InsufficientAllowance", [(value: string) => value.toLowerCase() === membership.address, TOKEN_PRICE - 1n, TOKEN_PRICE]);
    expect(await membership.read.isActive([ana])).toBe(false);
    expect(await membership.read.ledger([token.address])).toBe(0n);
  });

  test("error: the currency was forbidden after the plan was made", async () => {
    const { membership, token, who, buy, asOwner } = await freshClub();
    await membership.write.setCurrency([token.address, false], asOwner);
    await reverts(buy(who.ana, PLAN.token), membership, "ClubMembershipCurrencyNotAllowed", [(value: string) => value.toLowerCase() === token.address]);
  });
});

describe("ClubMembership > buyWithPermit", () => {
  async function permit(deadlineIn = 3600n) {
    const club = await freshClub();
    const { token, membership, who, ana } = club;
    await token.write.approve([membership.address, 0n], as(who.ana));
    const deadline = (await now()) + deadlineIn;
    const signature = await who.ana.signTypedData({
      domain: { name: "Plain", version: "1", chainId: await reader.getChainId(), verifyingContract: token.address },
      types: { Permit: [{ name: "owner", type: "address" }, { name: "spender", type: "address" }, { name: "value", type: "uint256" }, { name: "nonce", type: "uint256" }, { name: "deadline", type: "uint256" }] },
      primaryType: "Permit",
      message: { owner: ana, spender: membership.address, value: TOKEN_PRICE, nonce: 0n, deadline },
    });
    const { r, s, yParity } = parseSignature(signature);
    return { ...club, deadline, v: 27 + yParity, r, s };
  }

  test("default: one transaction, no approval before", async () => {
    const { membership, who, ana, deadline, v, r, s } = await permit();
    await membership.write.buyWithPermit([PLAN.token, ana, TOKEN_PRICE, deadline, v, r, s], as(who.ana));
    expect(await membership.read.isActive([ana])).toBe(true);
  });

  test("behavior: a permit that somebody used before does not block the purchase", async () => {
    const { membership, token, who, ana, deadline, v, r, s } = await permit();
    await token.write.permit([ana, membership.address, TOKEN_PRICE, deadline, v, r, s], as(who.eve));
    await membership.write.buyWithPermit([PLAN.token, ana, TOKEN_PRICE, deadline, v, r, s], as(who.ana));
    expect(await membership.read.isActive([ana])).toBe(true);
  });

  test("error: a late permit leaves no allowance", async () => {
    const { membership, token, who, ana, deadline, v, r, s } = await permit(1n);
    await at(deadline + 1n);
    await reverts(membership.write.buyWithPermit([PLAN.token, ana, TOKEN_PRICE, deadline, v, r, s], as(who.ana)), token, "ERC20InsufficientAllowance", [(value: string) => value.toLowerCase() === membership.address, 0n, TOKEN_PRICE]);
  });

  test("error: somebody else's permit can not be spent", async () => {
    const { membership, token, who, eve, deadline, v, r, s } = await permit();
    await token.write.approve([membership.address, 0n], as(who.eve));
    await reverts(membership.write.buyWithPermit([PLAN.token, eve, TOKEN_PRICE, deadline, v, r, s], as(who.eve)), token, "ERC20InsufficientAllowance", [(value: string) => value.toLowerCase() === membership.address, 0n, TOKEN_PRICE]);
  });

  test("error: an ETH plan has no permit", async () => {
    const { membership, who, ana, deadline, v, r, s } = await permit();
    await reverts(membership.write.buyWithPermit([PLAN.month, ana, PRICE, deadline, v, r, s], as(who.ana)), membership, "ClubMembershipCurrencyNotAllowed", [ETH]);
  });

  test("error: a forbidden currency is not called at all", async () => {
    const { membership, token, who, ana, asOwner, deadline, v, r, s } = await permit();
    await membership.write.setCurrency([token.address, false], asOwner);
    await reverts(membership.write.buyWithPermit([PLAN.token, ana, TOKEN_PRICE, deadline, v, r, s], as(who.ana)), membership, "ClubMembershipCurrencyNotAllowed", [(value: string) => value.toLowerCase() === token.address]);
  });

  test("error: paused, unknown plan, price above the maximum", async () => {
    const { membership, asAdmin, who, ana, deadline, v, r, s } = await permit();
    await reverts(membership.write.buyWithPermit([UNKNOWN_PLAN, ana, TOKEN_PRICE, deadline, v, r, s], as(who.ana)), membership, "ClubMembershipUnknownPlan", [UNKNOWN_PLAN]);
    await reverts(membership.write.buyWithPermit([PLAN.token, ana, 1n, deadline, v, r, s], as(who.ana)), membership, "ClubMembershipPriceChanged", [TOKEN_PRICE, 1n]);
    await membership.write.pause(asAdmin);
    await reverts(membership.write.buyWithPermit([PLAN.token, ana, TOKEN_PRICE, deadline, v, r, s], as(who.ana)), membership, "EnforcedPause", []);
  });
});

describe("ClubMembership > receivers with code", () => {
  test.each([
    ["AcceptingReceiver", true], ["Hookless", true], ["FrankWallet", true], ["ConfusedWallet", true], ["LoopingReceiver", true], ["BombReceiver", true],
  ] as const)("behavior: %s can hold a pass", async (kind, holds) => {
    const { membership, who, buy } = await freshClub();
    const receiver = await viem.deployContract(kind as "Hookless");
    await buy(who.ana, PLAN.month, receiver.address);
    expect(await membership.read.isActive([receiver.address])).toBe(holds);
  });

  test.each(["RefusingReceiver", "WrongAnswerReceiver", "ShortAnswerReceiver", "GasEatingReceiver"] as const)(
    "error: %s refuses, and nothing is booked", async (kind) => {
      const { membership, who, buy, asAdmin } = await freshClub();
      const { address } = await viem.deployContract(kind as "Hookless");
      const refused = [(value: string) => value.toLowerCase() === address] as const;
      await reverts(buy(who.ana, PLAN.month, address), membership, "ERC1155InvalidReceiver", refused as never);
      await reverts(membership.write.grant([address, 1, LIFETIME], asAdmin), membership, "ERC1155InvalidReceiver", refused as never);
      expect(await membership.read.ledger([ETH])).toBe(0n);
      expect(await membership.read.totalMembers()).toBe(0n);
    });

  test("behavior: the hook is told who, what and from where, after the state is written", async () => {
    const { membership, who, buy, ana } = await freshClub();
    const receiver = await viem.deployContract("AcceptingReceiver");
    await buy(who.ana, PLAN.otherTier, receiver.address);
    const asked = encodeAbiParameters(parseAbiParameters("address, address, uint256, uint256, uint256"), [ana, zeroAddress, 2n, 1n, 1n]);
    expect(await receiver.read.asked()).toBe(keccak256(asked));
    expect(await membership.read.balanceOf([receiver.address, 2n])).toBe(1n);
  });

  test("behavior: a plain wallet needs no gas to spare for asking", async () => {
    const { membership, who, ana } = await freshClub();
    await membership.write.buy([PLAN.month, ana, PRICE], { ...as(who.ana), value: PRICE, gas: 210_000n });
    expect(await membership.read.isActive([ana])).toBe(true);
  });

  test("error: too little gas for asking is an error of its own, never a refusal", async () => {
    const { membership, who } = await freshClub();
    const receiver = await viem.deployContract("AcceptingReceiver");
    const call = membership.write.buy([PLAN.month, receiver.address, PRICE], { ...as(who.ana), value: PRICE, gas: 230_000n });
    await reverts(call, membership, "ClubMembershipInsufficientGas", [(left: bigint) => left < 160_000n, 160_000n]);
  });
});
