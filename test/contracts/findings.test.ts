import { describe, expect, test } from "vitest";
import { encodeFunctionData, getAddress, maxUint256, parseEther, toFunctionSelector, zeroAddress, zeroHash } from "viem";
import { as, at, now, reader, time, viem } from "./support/chain";
import { DAY, ETH, freshClub, GRACE, LIFETIME, PLAN, PRICE, TOKEN_PRICE, WINDOW } from "./support/club";
import { emits, moves, reverts } from "./support/expect";
import { signVoucher } from "./support/voucher";

/** One group for each published finding that the contracts guard against; the sources are in docs/contracts.md. */

describe("finding: callback reentrancy", () => {
  async function attacker() {
    const club = await freshClub();
    const trap = await viem.deployContract("ReentrantReceiver");
    await club.who.ana.sendTransaction({ to: trap.address, value: parseEther("1") });
    const buyData = encodeFunctionData({ abi: club.membership.abi, functionName: "buy", args: [PLAN.month, trap.address, PRICE] });
    const buy = () => trap.write.execute([club.membership.address, PRICE, buyData]);
    return { ...club, trap, buyData, buy };
  }
  const guard = toFunctionSelector("ReentrancyGuardReentrantCall()");

  test("reenter buy from onERC1155Received", async () => {
    const { membership, trap, who, ben, buy } = await attacker();
    const again = encodeFunctionData({ abi: membership.abi, functionName: "buy", args: [PLAN.month, ben, PRICE] });
    await trap.write.arm([membership.address, PRICE, again, false, true], as(who.ana));
    await buy();
    expect([await trap.read.reentered(), await membership.read.isActive([trap.address]), await membership.read.isActive([ben])]).toEqual([false, true, false]);
    expect(await membership.read.ledger([ETH])).toBe(PRICE);
  });

  test("reenter refund from onERC1155Received", async () => {
    const { membership, trap, who, buy } = await attacker();
    await trap.write.arm([membership.address, 0n, encodeFunctionData({ abi: membership.abi, functionName: "refund" }), false, true], as(who.ana));
    await buy();
    expect([await trap.read.reentered(), await membership.read.ledger([ETH])]).toEqual([false, PRICE]);
  });

  test("reenter refund from the refund's own payment", async () => {
    const { membership, trap, who, ana, buy } = await attacker();
    await membership.write.buy([PLAN.month, ana, PRICE], { ...as(who.ana), value: PRICE });
    await buy();
    const refund = encodeFunctionData({ abi: membership.abi, functionName: "refund" });
    await trap.write.arm([membership.address, 0n, refund, true, true], as(who.ana));
    const before = await reader.getBalance({ address: trap.address });
    await trap.write.execute([membership.address, 0n, refund]);
    expect(await reader.getBalance({ address: trap.address })).toBe(before + PRICE);
    expect([await trap.read.reentered(), await membership.read.ledger([ETH])]).toEqual([false, PRICE]);
  });

  test.each([
    ["grant", ["0x00000000000000000000000000000000000000aa", 1, LIFETIME]], ["grantBatch", [["0x00000000000000000000000000000000000000aa"], 1, LIFETIME]],
    ["reissue", ["0x00000000000000000000000000000000000000aa", "0x00000000000000000000000000000000000000bb"]],
    ["withdraw", [ETH]], ["rescue", [ETH]], ["renew", [1n, zeroAddress, 1n]], ["renewFor", [zeroAddress]],
    ["buyWithPermit", [1n, zeroAddress, 1n, 1n, 27, `0x${"00".repeat(32)}`, `0x${"00".repeat(32)}`]], ["refund", []], ["buy", [1n, zeroAddress, 1n]],
  ] as const)("reenter %s while money or a hook is out", async (functionName, args) => {
    const { membership, trap, buy, asAdmin, who } = await attacker();
    const data = encodeFunctionData({ abi: membership.abi, functionName, args } as Parameters<typeof encodeFunctionData>[0]);
    // Not swallowed: the hook hands the guard's own error on, and the purchase fails with it as a refusal.
    await trap.write.arm([membership.address, 0n, data, false, false], as(who.ana));
    await reverts(buy(), trap, "CallFailed", [(reason: string) => reason.startsWith(toFunctionSelector("ERC1155InvalidReceiver(address)"))]);
    await trap.write.arm([membership.address, 0n, "0x", true, true], as(who.ana));
    await buy();
    await trap.write.arm([membership.address, 0n, data, true, false], as(who.ana));
    await membership.write.revoke([trap.address, "test"], asAdmin);
    const refund = encodeFunctionData({ abi: membership.abi, functionName: "refund" });
    await reverts(trap.write.execute([membership.address, 0n, refund]), trap, "CallFailed", [(reason: string) => reason.startsWith(guard)]);
  });

  test("reenter awardBatch, claim and renounce from onERC1155Received", async () => {
    const { badges, asOwner, award, who, trap } = await attacker();
    await badges.write.grantRole([await badges.read.MINTER_ROLE(), trap.address], asOwner);
    const again = encodeFunctionData({ abi: badges.abi, functionName: "awardBatch", args: [[{ to: trap.address, id: 1 }]] });
    await trap.write.arm([badges.address, 0n, again, false, true], as(who.ana));
    await award(trap.address, 1);
    expect(await badges.read.badgesOf([trap.address])).toBe(2n);
    const deadline = (await now()) + DAY;
    const signature = await signVoucher(who.minter, badges.address, { to: trap.address, id: 2n, deadline });
    const claim = encodeFunctionData({ abi: badges.abi, functionName: "claim", args: [trap.address, 2n, deadline, signature] });
    await trap.write.arm([badges.address, 0n, claim, false, true], as(who.ana));
    await award(trap.address, 2);
    expect(await badges.read.badgesOf([trap.address])).toBe(6n);
    await trap.write.arm([badges.address, 0n, encodeFunctionData({ abi: badges.abi, functionName: "renounce", args: [3n] }), false, true], as(who.ana));
    await award(trap.address, 3);
    expect([await badges.read.badgesOf([trap.address]), await badges.read.blockedOf([trap.address])]).toEqual([6n, 8n]);
  });
});

describe("finding: batch escape of soulbound", () => {
  const entries = ["safeTransferFrom", "safeBatchTransferFrom", "setApprovalForAll"] as const;
  test.each(entries.flatMap((entry) => (["holder", "operator", "admin", "owner"] as const).map((actor) => [entry, actor] as const)))("%s by the %s, on both contracts", async (entry, actor) => {
    const { membership, badges, who, award, asAdmin, ana, ben } = await freshClub();
    await membership.write.grant([ana, 1, LIFETIME], asAdmin);
    await award(ana, 1);
    const call = as({ holder: who.ana, operator: who.ben, admin: who.admin, owner: who.owner }[actor]);
    for (const [token, error] of [[membership, "ClubMembershipSoulbound"], [badges, "ClubBadgesSoulbound"]] as const) {
      const write = token.write as typeof membership.write;
      const sent = {
        safeTransferFrom: () => write.safeTransferFrom([ana, ben, 1n, 1n, "0x"], call),
        safeBatchTransferFrom: () => write.safeBatchTransferFrom([ana, ben, [1n], [1n], "0x"], call),
        setApprovalForAll: () => write.setApprovalForAll([ben, true], call),
      }[entry]();
      if (actor === "holder" || entry === "setApprovalForAll") await reverts(sent, token as typeof membership, error as "ClubMembershipSoulbound", []);
      else await reverts(sent, token as typeof membership, "ERC1155MissingApprovalForAll", [getAddress(call.account.address), ana]);
      expect(await token.read.balanceOfBatch([[ana, ben], [1n, 1n]])).toEqual([1n, 0n]);
    }
  });

  test("nothing, to oneself, and an empty batch do not pass either", async () => {
    const { badges, who, award, ana, ben } = await freshClub();
    await award(ana, 1);
    await reverts(badges.write.safeTransferFrom([ana, ana, 1n, 1n, "0x"], as(who.ana)), badges, "ClubBadgesSoulbound", []);
    await reverts(badges.write.safeTransferFrom([ana, ben, 1n, 0n, "0x"], as(who.ana)), badges, "ClubBadgesSoulbound", []);
    await reverts(badges.write.safeBatchTransferFrom([ana, ben, [], [], "0x"], as(who.ana)), badges, "ClubBadgesSoulbound", []);
    await reverts(badges.write.safeTransferFrom([ana, zeroAddress, 1n, 1n, "0x"], as(who.ana)), badges, "ERC1155InvalidReceiver", [zeroAddress]);
  });
});

test("finding: batch view inconsistency: an ended pass reads the same in both", async () => {
  const { membership, who, buy, ana } = await freshClub();
  await buy(who.ana);
  await time.increase(40n * DAY);
  expect(await membership.read.balanceOfBatch([[ana], [1n]])).toEqual([await membership.read.balanceOf([ana, 1n])]);
});

test("finding: length mismatch: no function of ours takes parallel arrays", async () => {
  const { membership, badges } = await freshClub();
  const standard = ["balanceOfBatch", "safeBatchTransferFrom"];
  for (const item of [...membership.abi, ...badges.abi]) {
    if (item.type !== "function" || standard.includes(item.name)) continue;
    expect(item.inputs.filter(({ type }) => type.endsWith("[]")).length, item.name).toBeLessThan(2);
  }
});

describe("finding: unbounded loop", () => {
  test("100 worst receivers stay below the gas limit of a transaction, and an honest one is served", async () => {
    const { badges, asMinter, ana } = await freshClub();
    const worst = await viem.deployContract("WorstReceiver");
    await badges.write.setMintRate([1000, 1], as((await freshClub()).who.owner));
    const items = Array.from({ length: 99 }, () => ({ to: worst.address, id: 1 }));
    const hash = await badges.write.awardBatch([[...items, { to: ana, id: 1 }]], { ...asMinter, gas: 16_700_000n });
    expect((await reader.getTransactionReceipt({ hash })).gasUsed).toBeLessThan(16_700_000n);
    expect(await badges.read.balanceOf([ana, 1n])).toBe(1n);
  });

  test("a full expire and a reissue of many badges fit as well", async () => {
    const { badges, membership, asOwner, asAdmin, asMinter, ana, ben } = await freshClub();
    for (let id = 4; id < 104; id++) await badges.write.defineBadge([BigInt(id), "u", `0x${"00".repeat(32)}`], asOwner);
    await badges.write.awardBatch([Array.from({ length: 100 }, (_, index) => ({ to: ana, id: index + 4 }))], asMinter);
    const reissued = await badges.write.reissue([ana, ben], asOwner);
    expect((await reader.getTransactionReceipt({ hash: reissued })).gasUsed).toBeLessThan(2_000_000n);
    const members = Array.from({ length: 100 }, (_, index) => `0x${(index + 1000).toString(16).padStart(40, "0")}` as const);
    await membership.write.grantBatch([members, 1, (await now()) + DAY], asAdmin);
    await time.increase(DAY + GRACE + 2n);
    const expired = await membership.write.expire([members]);
    expect((await reader.getTransactionReceipt({ hash: expired })).gasUsed).toBeLessThan(3_000_000n);
    expect(await membership.read.totalMembers()).toBe(0n);
  });
});

test("finding: signature replay: a voucher is dead after revoke, and bound to chain, contract, recipient and id", async () => {
  const { badges, membership, who, asAdmin, ana, ben } = await freshClub();
  const voucher = { to: ana, id: 1n, deadline: (await now()) + DAY };
  const signature = await signVoucher(who.minter, badges.address, voucher);
  const twin = await viem.deployContract("ClubBadges", ["N", "S", "u", as(who.owner).account.address, 0, membership.address, as(who.minter).account.address]);
  await twin.write.defineBadge([1n, "u", `0x${"00".repeat(32)}`], as(who.owner));
  await reverts(twin.write.claim([ana, 1n, voucher.deadline, signature]), twin, "ClubBadgesInvalidVoucher", []);
  await reverts(badges.write.claim([ben, 1n, voucher.deadline, signature]), badges, "ClubBadgesInvalidVoucher", []);
  await badges.write.claim([ana, 1n, voucher.deadline, signature]);
  await badges.write.revoke([ana, 1n, "test"], asAdmin);
  await reverts(badges.write.claim([ana, 1n, voucher.deadline, signature]), badges, "ClubBadgesBlocked", [ana, 1n]);
});

test("finding: role takeover: an admin can not add, remove or promote anybody", async () => {
  const { membership, badges, who, asAdmin, name, ana } = await freshClub();
  const root = await membership.read.DEFAULT_ADMIN_ROLE();
  const refused: [`0x${string}`, `0x${string}`] = [name(who.admin), root];
  await reverts(membership.write.addAdmin([ana], asAdmin), membership, "AccessControlUnauthorizedAccount", refused);
  await reverts(membership.write.removeAdmin([name(who.owner)], asAdmin), membership, "AccessControlUnauthorizedAccount", refused);
  await reverts(membership.write.grantRole([root, ana], asAdmin), membership, "AccessControlEnforcedDefaultAdminRules", []);
  await reverts(badges.write.grantRole([await badges.read.MINTER_ROLE(), ana], asAdmin), badges, "AccessControlUnauthorizedAccount", refused);
});

test("finding: renounced or lost owner: never given up, handed over only to who accepts after the delay", async () => {
  for (const kind of ["membership", "badges"] as const) {
    const club = await freshClub();
    const { who, asOwner, name } = club;
    // Both have these functions by the same signature; one type keeps the calls readable.
    const token = (kind === "badges" ? club.badges : club.membership) as typeof club.membership;
    await reverts(token.write.beginDefaultAdminTransfer([zeroAddress], asOwner), token, "AccessControlInvalidDefaultAdmin", [zeroAddress]);
    await reverts(token.write.renounceRole([zeroHash, name(who.owner)], asOwner), token, "AccessControlEnforcedDefaultAdminDelay", [0]);
    await token.write.beginDefaultAdminTransfer([name(who.next)], asOwner);
    const [, due] = await token.read.pendingDefaultAdmin();
    await at(BigInt(due));
    await reverts(token.write.acceptDefaultAdminTransfer(as(who.next)), token, "AccessControlEnforcedDefaultAdminDelay", [due]);
    expect(await token.read.owner()).toBe(name(who.owner));
    await at(BigInt(due) + 1n);
    await token.write.acceptDefaultAdminTransfer(as(who.next));
    expect([await token.read.owner(), await token.read.getRoleMemberCount([zeroHash])]).toEqual([name(who.next), 1n]);
  }
});

describe("finding: refund abuse and insolvency", () => {
  test("buying and refunding in a loop pays once, and blocks nobody's seat", async () => {
    const { membership, who, buy, asOwner, ana } = await freshClub();
    await membership.write.setMaxMembers([1], asOwner);
    await buy(who.ana);
    await moves(membership.write.refund(as(who.ana)), [{ address: ana, amount: PRICE }]);
    await buy(who.ana);
    await reverts(membership.write.refund(as(who.ana)), membership, "ClubMembershipNotRefundable", [ana]);
    await membership.write.renounce(as(who.ana));
    await buy(who.ben);
  });

  test("a price changed in between changes no refund", async () => {
    const { membership, who, buy, asOwner, ana } = await freshClub();
    await buy(who.ana);
    await membership.write.setPlan([1, 30n * DAY, ETH, 50n * PRICE], asOwner);
    await membership.write.setPlanActive([PLAN.month, false], asOwner);
    await moves(membership.write.refund(as(who.ana)), [{ address: ana, amount: PRICE }]);
  });

  test("the owner can not withdraw or rescue before a refund, in no currency", async () => {
    const { membership, token, who, buy, asOwner } = await freshClub();
    await buy(who.ana);
    await buy(who.ben, PLAN.token);
    for (const currency of [ETH, getAddress(token.address)]) {
      await reverts(membership.write.withdraw([currency], asOwner), membership, "ClubMembershipNothingToWithdraw", [currency]);
      await reverts(membership.write.rescue([currency], asOwner), membership, "ClubMembershipNothingToWithdraw", [currency]);
    }
    await membership.write.refund(as(who.ana));
    await membership.write.refund(as(who.ben));
    expect([await reader.getBalance({ address: membership.address }), await token.read.balanceOf([membership.address])]).toEqual([0n, 0n]);
  });

  test("the owner can not take refundable money by reissuing the pass to an own wallet", async () => {
    const { membership, who, buy, asOwner, name, ana } = await freshClub();
    await buy(who.ana);
    const [, , until] = await membership.read.refundOf([ana]);
    await reverts(membership.write.reissue([ana, name(who.owner)], asOwner), membership, "ClubMembershipRefundOpen", [ana, until]);
  });
});

describe("finding: cap bypass", () => {
  async function full() {
    const club = await freshClub();
    await club.membership.write.grant([club.ana, 1, (await now()) + DAY], club.asAdmin);
    await club.membership.write.setMaxMembers([1], club.asOwner);
    return club;
  }

  test("not by buying, by a gift, by a grant or by a batch", async () => {
    const { membership, who, buy, asAdmin, ben } = await full();
    await reverts(buy(who.ben), membership, "ClubMembershipFull", [1n]);
    await reverts(buy(who.eve, PLAN.month, ben), membership, "ClubMembershipFull", [1n]);
    await reverts(membership.write.grant([ben, 1, LIFETIME], asAdmin), membership, "ClubMembershipFull", [1n]);
    await reverts(membership.write.grantBatch([[ben], 2, LIFETIME], asAdmin), membership, "ClubMembershipFull", [1n]);
  });

  test("an ended pass keeps its seat until it is cleared away", async () => {
    const { membership, who, buy, ana } = await full();
    await time.increase(DAY + GRACE + 2n);
    await reverts(buy(who.ben), membership, "ClubMembershipFull", [1n]);
    await membership.write.expire([[ana]]);
    await buy(who.ben);
    expect(await membership.read.totalMembers()).toBe(1n);
  });

  test("a change of tier or a reissue takes no second seat", async () => {
    const { membership, asAdmin, asOwner, ana, ben } = await full();
    await membership.write.grant([ana, 2, LIFETIME], asAdmin);
    await membership.write.reissue([ana, ben], asOwner);
    expect(await membership.read.totalMembers()).toBe(1n);
  });
});

describe("finding: push payment bricks sales", () => {
  test("a treasury that takes no money stops withdrawals only, until it is changed", async () => {
    const { membership, who, buy, asOwner, name } = await freshClub();
    const stubborn = await viem.deployContract("StubbornWallet");
    await membership.write.setTreasury([stubborn.address], asOwner);
    await buy(who.ana);
    await time.increase(WINDOW + 2n * DAY);
    await expect(membership.write.withdraw([ETH], asOwner)).rejects.toThrow();
    await buy(who.ben);
    await membership.write.setTreasury([name(who.treasury)], asOwner);
    await moves(membership.write.withdraw([ETH], asOwner), [{ address: name(who.treasury), amount: PRICE }]);
  });

  test("a member that takes no money can not refund, and hinders nobody", async () => {
    const { membership, who, buy, ana } = await freshClub();
    const stubborn = await viem.deployContract("StubbornWallet");
    const buyData = encodeFunctionData({ abi: membership.abi, functionName: "buy", args: [PLAN.month, stubborn.address, PRICE] });
    await stubborn.write.execute([membership.address, PRICE, buyData], { value: PRICE });
    await buy(who.ana);
    await expect(stubborn.write.execute([membership.address, 0n, encodeFunctionData({ abi: membership.abi, functionName: "refund" })])).rejects.toThrow("no money, thank you");
    expect(await membership.read.isActive([stubborn.address])).toBe(true);
    await moves(membership.write.refund(as(who.ana)), [{ address: ana, amount: PRICE }]);
  });
});

describe("finding: odd ERC-20", () => {
  async function priced<Name extends "FeeToken" | "SilentToken" | "BlockingToken">(kind: Name) {
    const club = await freshClub();
    const odd = await viem.deployContract(kind as "FeeToken");
    const currency = getAddress(odd.address);
    await club.membership.write.setCurrency([currency, true], club.asOwner);
    await club.membership.write.setPlan([1, 30n * DAY, currency, TOKEN_PRICE], club.asOwner);
    for (const member of [club.who.ana, club.who.ben]) {
      await odd.write.mint([member.account.address, 10n * TOKEN_PRICE]);
      await odd.write.approve([club.membership.address, maxUint256], as(member));
    }
    return { ...club, odd, currency, plan: 8n };
  }

  test("fee on transfer is refused", async () => {
    const { membership, who, buy, plan, currency } = await priced("FeeToken");
    await reverts(buy(who.ana, plan), membership, "ClubMembershipFeeOnTransfer", [currency, TOKEN_PRICE, (TOKEN_PRICE * 99n) / 100n]);
    expect(await membership.read.ledger([currency])).toBe(0n);
  });

  test("no return value is fine, in and out", async () => {
    const { membership, who, buy, odd, plan, asOwner, currency, ana } = await priced("SilentToken");
    await buy(who.ana, plan);
    await membership.write.refund(as(who.ana));
    expect(await odd.read.balanceOf([ana])).toBe(10n * TOKEN_PRICE);
    await buy(who.ana, plan);
    await membership.write.withdraw([currency], asOwner);
    expect(await odd.read.balanceOf([who.treasury.account.address])).toBe(TOKEN_PRICE);
  });

  test("a blocklist hits the blocked member alone", async () => {
    const { membership, who, buy, odd, plan, currency, ana, ben } = await priced("BlockingToken");
    const blocking = await viem.getContractAt("BlockingToken", odd.address);
    await buy(who.ana, plan);
    await buy(who.ben, plan);
    await blocking.write.setBlocked([ana, true]);
    await reverts(membership.write.refund(as(who.ana)), blocking, "TokenBlocked", [ana]);
    await membership.write.refund(as(who.ben));
    expect([await odd.read.balanceOf([ben]), await membership.read.ledger([currency])]).toEqual([10n * TOKEN_PRICE, TOKEN_PRICE]);
    await blocking.write.setBlocked([ana, false]);
    await membership.write.refund(as(who.ana));
  });

  test("a paused token stops only payments in it", async () => {
    const { membership, who, buy, odd, plan } = await priced("BlockingToken");
    const blocking = await viem.getContractAt("BlockingToken", odd.address);
    await blocking.write.setPaused([true]);
    await reverts(buy(who.ana, plan), blocking, "TokenPaused", []);
    await buy(who.ana);
    await membership.write.refund(as(who.ana));
  });
});

test("finding: uri() denial of service and JSON injection: bounded, and stored as given", async () => {
  const { badges, asOwner } = await freshClub();
  await reverts(badges.write.setBadgeURI([1n, "x".repeat(100_000), `0x${"00".repeat(32)}`], asOwner), badges, "ClubBadgesTextLength", [100_000n]);
  const odd = `https://club.example/?a="},{"`;
  await emits(badges.write.setBadgeURI([1n, odd, `0x${"00".repeat(32)}`], asOwner), badges, "URI", [odd, 1n]);
  expect(await badges.read.uri([1n])).toBe(odd);
});

test("finding: ERC-2771 with multicall: neither is there", async () => {
  const { membership, badges } = await freshClub();
  const names = [...membership.abi, ...badges.abi].flatMap((item) => (item.type === "function" ? [item.name as string] : []));
  for (const absent of ["multicall", "isTrustedForwarder", "trustedForwarder", "execute", "upgradeTo", "upgradeToAndCall", "initialize"]) expect(names).not.toContain(absent);
});

describe("finding: forced ETH and stray tokens", () => {
  test("forced ETH changes no account, and goes to the treasury by rescue", async () => {
    const { membership, who, buy, asOwner, name } = await freshClub();
    await buy(who.ana);
    await viem.deployContract("ForcedEther", [membership.address], { value: 5n });
    expect([await membership.read.ledger([ETH]), await membership.read.withdrawable([ETH])]).toEqual([PRICE, 0n]);
    const sent = membership.write.rescue([ETH], asOwner);
    await moves(sent, [{ address: name(who.treasury), amount: 5n }, { address: membership.address, amount: -5n }]);
    await emits(sent, membership, "Rescued", [ETH, name(who.treasury), 5n]);
    await moves(membership.write.refund(as(who.ana)), [{ address: name(who.ana), amount: PRICE }]);
  });

  test("stray tokens above the ledger can be rescued, the ledger can not", async () => {
    const { membership, token, who, buy, asOwner, name } = await freshClub();
    await buy(who.ana, PLAN.token);
    await token.write.mint([membership.address, 7n]);
    await membership.write.rescue([token.address], asOwner);
    expect([await token.read.balanceOf([name(who.treasury)]), await token.read.balanceOf([membership.address])]).toEqual([7n, TOKEN_PRICE]);
    await reverts(membership.write.rescue([token.address], asOwner), membership, "ClubMembershipNothingToWithdraw", [getAddress(token.address)]);
  });
});
