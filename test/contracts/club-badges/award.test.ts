import { describe, expect, test } from "vitest";
import { type Address, encodeAbiParameters, getAddress, keccak256, parseAbiParameters, slice, toHex, zeroAddress, zeroHash } from "viem";
import { as, at, now, time, viem } from "../support/chain";
import { freshClub, HASH } from "../support/club";
import { emits, refusal, reverts } from "../support/expect";

const SKIP = { held: 0, blocked: 1, zeroAddress: 2, refused: 3 };
const strangers = (count: number): Address[] => Array.from({ length: count }, (_, index) => getAddress(slice(keccak256(toHex(index)), 12)));

describe("ClubBadges > awardBatch", () => {
  test("default: a badge, one TransferSingle from zero by the minter", async () => {
    const { badges, who, award, name, ana } = await freshClub();
    await emits(award(ana, 1), badges, "TransferSingle", [name(who.minter), zeroAddress, ana, 1n, 1n]);
    expect(await badges.read.badgesOf([ana])).toBe(1n << 1n);
    expect(await badges.read.blockedOf([ana])).toBe(0n);
    expect(await badges.read.balanceOf([ana, 1n])).toBe(1n);
  });

  test("behavior: the first and the last id there can be", async () => {
    const { badges, asOwner, award, ana } = await freshClub();
    await badges.write.defineBadge([0n, "u", zeroHash], asOwner);
    await badges.write.defineBadge([127n, "u", zeroHash], asOwner);
    await award(ana, 0);
    await award(ana, 127);
    expect(await badges.read.badgesOf([ana])).toBe(1n | (1n << 127n));
    expect(await badges.read.balanceOfBatch([[ana, ana, ana], [0n, 127n, 128n]])).toEqual([1n, 1n, 0n]);
  });

  test.each([[1], [100]])("default: %i at once, an event for each", async (count) => {
    const { badges, asMinter } = await freshClub();
    await badges.write.awardBatch([strangers(count).map((to) => ({ to, id: 2 }))], asMinter);
    expect(await badges.getEvents.TransferSingle()).toHaveLength(count);
    expect(await badges.read.balanceOfBatch([strangers(count), strangers(count).map(() => 2n)])).toEqual(strangers(count).map(() => 1n));
  });

  test("error: none, or 101", async () => {
    const { badges, asMinter } = await freshClub();
    await reverts(badges.write.awardBatch([[]], asMinter), badges, "ClubBadgesEmptyBatch", []);
    await reverts(badges.write.awardBatch([strangers(101).map((to) => ({ to, id: 1 }))], asMinter), badges, "ClubBadgesBatchTooLarge", [101n, 100n]);
  });

  test("behavior: twice is once, also within one batch", async () => {
    const { badges, asMinter, award, ana } = await freshClub();
    const sent = badges.write.awardBatch([[{ to: ana, id: 1 }, { to: ana, id: 1 }]], asMinter);
    await emits(sent, badges, "AwardSkipped", [ana, 1n, SKIP.held]);
    await emits(award(ana, 1), badges, "AwardSkipped", [ana, 1n, SKIP.held]);
    expect(await badges.getEvents.TransferSingle()).toEqual([]);
    expect(await badges.read.badgesOf([ana])).toBe(2n);
  });

  test("behavior: skips and logs the blocked and the zero address, and serves the others", async () => {
    const { badges, asMinter, who, award, ana, ben } = await freshClub();
    await award(ana, 1);
    await badges.write.renounce([1n], as(who.ana));
    const sent = badges.write.awardBatch([[{ to: ana, id: 1 }, { to: zeroAddress, id: 1 }, { to: ben, id: 1 }]], asMinter);
    await emits(sent, badges, "AwardSkipped", [ana, 1n, SKIP.blocked]);
    await emits(sent, badges, "AwardSkipped", [zeroAddress, 1n, SKIP.zeroAddress]);
    expect([await badges.read.balanceOf([ana, 1n]), await badges.read.balanceOf([zeroAddress, 1n]), await badges.read.balanceOf([ben, 1n])]).toEqual([0n, 0n, 1n]);
  });

  test.each([["4", 4], ["128", 128], ["129, whose bit would be that of 1", 129], ["65535", 65_535]] as const)(
    "error: id %s is not defined, and the whole batch reverts", async (_name, id) => {
      const { badges, asMinter, ana, ben } = await freshClub();
      await reverts(badges.write.awardBatch([[{ to: ana, id: 1 }, { to: ben, id }]], asMinter), badges, "ClubBadgesUndefinedBadge", [BigInt(id)]);
      expect(await badges.read.badgesOf([ana])).toBe(0n);
    });

  test("error: anybody but a minter, the owner and admins included; paused", async () => {
    const { badges, asOwner, asAdmin, who, award, name, ana, eve } = await freshClub();
    const role = await badges.read.MINTER_ROLE();
    for (const [call, account] of [[as(who.eve), eve], [asOwner, name(who.owner)], [asAdmin, name(who.admin)]] as const) {
      await reverts(badges.write.awardBatch([[{ to: ana, id: 1 }]], call), badges, "AccessControlUnauthorizedAccount", [account, role]);
    }
    await badges.write.pause(asAdmin);
    await reverts(award(ana, 1), badges, "EnforcedPause", []);
  });
});

describe("ClubBadges > receivers with code", () => {
  test.each([
    ["AcceptingReceiver", 1n], ["Hookless", 1n], ["FrankWallet", 1n], ["ConfusedWallet", 1n], ["LoopingReceiver", 1n], ["BombReceiver", 1n],
    ["RefusingReceiver", 0n], ["WrongAnswerReceiver", 0n], ["ShortAnswerReceiver", 0n], ["GasEatingReceiver", 0n], ["WorstReceiver", 0n],
  ] as const)("behavior: %s ends with balance %i and never stops the others", async (kind, balance) => {
    const { badges, asMinter, ana, ben } = await freshClub();
    const receiver = getAddress((await viem.deployContract(kind as "Hookless")).address);
    const sent = badges.write.awardBatch([[{ to: ana, id: 1 }, { to: receiver, id: 1 }, { to: ben, id: 1 }]], { ...asMinter, gas: 1_000_000n });
    if (balance === 0n) await emits(sent, badges, "AwardSkipped", [receiver, 1n, SKIP.refused]);
    await sent;
    expect(await badges.getEvents.TransferSingle()).toHaveLength(2 + Number(balance));
    expect(await badges.read.balanceOfBatch([[ana, receiver, ben], [1n, 1n, 1n]])).toEqual([1n, balance, 1n]);
  });

  test("behavior: the hook is told who, what and from where, after the state is written", async () => {
    const { award, name, who } = await freshClub();
    const receiver = await viem.deployContract("AcceptingReceiver");
    await award(receiver.address, 2);
    const asked = encodeAbiParameters(parseAbiParameters("address, address, uint256, uint256, uint256"), [name(who.minter), zeroAddress, 2n, 1n, 1n]);
    expect(await receiver.read.asked()).toBe(keccak256(asked));
  });

  test("error: too little gas for asking reverts the batch instead of skipping an honest receiver", async () => {
    const { badges, asMinter } = await freshClub();
    const receiver = await viem.deployContract("AcceptingReceiver");
    const call = badges.write.awardBatch([[{ to: receiver.address, id: 1 }]], { ...asMinter, gas: 190_000n });
    await reverts(call, badges, "ClubBadgesInsufficientGas", [(left: bigint) => left < 160_000n, 160_000n]);
  });

  test("error: mintAsking is for the contract alone", async () => {
    const { badges, asOwner, asMinter, who, name, ana } = await freshClub();
    await reverts(badges.write.mintAsking([ana, ana, 1n, 0n], asMinter), badges, "ClubBadgesOnlySelf", [name(who.minter)]);
    await reverts(badges.write.mintAsking([ana, ana, 1n, 0n], asOwner), badges, "ClubBadgesOnlySelf", [name(who.owner)]);
  });
});

describe("ClubBadges > mint rate", () => {
  const fill = async (club: Awaited<ReturnType<typeof freshClub>>, count: number) =>
    club.badges.write.awardBatch([Array.from({ length: count }, () => ({ to: club.ana, id: 1 }))], club.asMinter);

  test("default: 1,000 an hour from the start; every item counts, skipped or not", async () => {
    const club = await freshClub();
    expect(await club.badges.read.mintRate()).toEqual([1000n, 3600n]);
    expect(await club.badges.read.mintAllowance([club.name(club.who.minter)])).toBe(1000n);
    await fill(club, 100);
    expect(await club.badges.read.mintAllowance([club.name(club.who.minter)])).toBe(900n);
  });

  test("error: one more than is left; one second of refill later it fits", async () => {
    const club = await freshClub();
    await club.badges.write.setMintRate([100, 100], club.asOwner);
    const start = (await now()) + 10n;
    await at(start);
    await fill(club, 100);
    await at(start + 49n);
    await reverts(fill(club, 50), club.badges, "ClubBadgesRateLimited", [club.name(club.who.minter), 49n, 50n]);
    await at(start + 50n);
    await fill(club, 50);
    expect(await club.badges.read.mintAllowance([club.name(club.who.minter)])).toBe(0n);
  });

  test("behavior: never fuller than full, and many small awards lose nothing to rounding", async () => {
    const club = await freshClub();
    const minter = club.name(club.who.minter);
    await club.badges.write.setMintRate([100, 300], club.asOwner);
    const start = (await now()) + 10n;
    await at(start);
    await fill(club, 100);
    for (let second = 1n; second <= 9n; second++) {
      if (second % 3n !== 0n) continue;
      await at(start + second);
      await fill(club, 1);
    }
    expect(await club.badges.read.mintAllowance([minter])).toBe(0n);
    await time.increase(10_000);
    expect(await club.badges.read.mintAllowance([minter])).toBe(100n);
  });

  test("behavior: a lowered capacity holds at once, and nothing below zero", async () => {
    const club = await freshClub();
    for (let i = 0; i < 3; i++) await fill(club, 100);
    await emits(club.badges.write.setMintRate([100, 30 * 86_400], club.asOwner), club.badges, "MintRateSet", [100n, 30n * 86_400n]);
    expect(await club.badges.read.mintAllowance([club.name(club.who.minter)])).toBe(0n);
    await reverts(fill(club, 1), club.badges, "ClubBadgesRateLimited", [club.name(club.who.minter), 0n, 1n]);
  });

  test("behavior: each minter has its own bucket, and taking the role away forgives nothing", async () => {
    const club = await freshClub();
    const role = await club.badges.read.MINTER_ROLE();
    const minter = club.name(club.who.minter);
    await club.badges.write.grantRole([role, club.eve], club.asOwner);
    await fill(club, 100);
    expect(await club.badges.read.mintAllowance([club.eve])).toBe(1000n);
    await club.badges.write.revokeRole([role, minter], club.asOwner);
    await reverts(fill(club, 1), club.badges, "AccessControlUnauthorizedAccount", [minter, role]);
    await club.badges.write.grantRole([role, minter], club.asOwner);
    expect(await club.badges.read.mintAllowance([minter])).toBeLessThan(910n);
    await fill(club, 1);
    await club.badges.write.renounceRole([role, minter], club.asMinter);
    await reverts(fill(club, 1), club.badges, "AccessControlUnauthorizedAccount", [minter, role]);
  });

  test.each([[99, 3600], [0, 0], [0, 3600], [100, 0], [100, 30 * 86_400 + 1]])("error: %i in %i seconds", async (capacity, window) => {
    const { badges, asOwner } = await freshClub();
    await reverts(badges.write.setMintRate([capacity, window], asOwner), badges, "ClubBadgesInvalidRate", [BigInt(capacity), BigInt(window)]);
  });

  test("behavior: the smallest and the largest rate", async () => {
    const { badges, asOwner, award, ana } = await freshClub();
    await badges.write.setMintRate([100, 1], asOwner);
    await award(ana, 1);
    await badges.write.setMintRate([2 ** 32 - 1, 30 * 86_400], asOwner);
    await award(ana, 2);
    expect(await badges.read.badgesOf([ana])).toBe(6n);
  });

  test("error: a ninth minter; the eighth works", async () => {
    const { badges, asOwner, who } = await freshClub();
    const role = await badges.read.MINTER_ROLE();
    const [eighth, ninth] = [strangers(8)[6], strangers(8)[7]];
    if (!eighth || !ninth) throw new Error("Too few strangers.");
    for (const minter of strangers(6)) await badges.write.grantRole([role, minter], asOwner);
    await badges.write.grantRole([role, eighth], asOwner);
    expect(await badges.read.getRoleMemberCount([role])).toBe(8n);
    await reverts(badges.write.grantRole([role, ninth], asOwner), badges, "ClubBadgesTooManyMinters", [8n]);
    await badges.write.grantRole([role, getAddress(who.minter.account.address)], asOwner);
  });

  test("error: deployed without a membership contract, or without a minter", async () => {
    const { who, name, membership, badges } = await freshClub();
    const deploy = (club: Address, minter: Address) => viem.deployContract("ClubBadges", ["N", "S", "u", name(who.owner), 0, club, minter]);
    expect(await refusal(deploy(name(who.eve), name(who.minter)), badges.abi)).toBe("ClubBadgesZeroAddress()");
    expect(await refusal(deploy(membership.address, zeroAddress), badges.abi)).toBe("ClubBadgesZeroAddress()");
  });
});

describe("ClubBadges > definitions", () => {
  test("default: announced as ERC-1155 recommends, with every event", async () => {
    const { badges, asOwner, who, name } = await freshClub();
    const sent = badges.write.defineBadge([5n, "https://club.example/5", HASH], asOwner);
    await emits(sent, badges, "TransferSingle", [name(who.owner), zeroAddress, zeroAddress, 5n, 0n]);
    await emits(sent, badges, "Locked", [5n]);
    await emits(sent, badges, "URI", ["https://club.example/5", 5n]);
    await emits(sent, badges, "BadgeDefined", [5n, "https://club.example/5", HASH]);
    expect(await badges.read.badge([5n])).toEqual(["https://club.example/5", HASH, false]);
    expect(await badges.read.definedBadges()).toBe(0b101110n);
  });

  test("behavior: an undefined badge reads as empty", async () => {
    const { badges } = await freshClub();
    expect(await badges.read.badge([9n])).toEqual(["", zeroHash, false]);
    expect(await badges.read.badge([2n ** 128n])).toEqual(["", zeroHash, false]);
  });

  test("error: an id of 128, a badge defined before, a URI of 0 or 513 bytes", async () => {
    const { badges, asOwner } = await freshClub();
    await reverts(badges.write.defineBadge([128n, "u", zeroHash], asOwner), badges, "ClubBadgesInvalidId", [128n]);
    await reverts(badges.write.defineBadge([1n, "u", zeroHash], asOwner), badges, "ClubBadgesAlreadyDefined", [1n]);
    await reverts(badges.write.defineBadge([5n, "", zeroHash], asOwner), badges, "ClubBadgesTextLength", [0n]);
    await reverts(badges.write.defineBadge([5n, "x".repeat(513), zeroHash], asOwner), badges, "ClubBadgesTextLength", [513n]);
    expect(await badges.read.definedBadges()).toBe(0b1110n);
  });

  test("default: the owner changes it until it is frozen", async () => {
    const { badges, asOwner } = await freshClub();
    const sent = badges.write.setBadgeURI([1n, "ipfs://1", HASH], asOwner);
    await emits(sent, badges, "URI", ["ipfs://1", 1n]);
    await emits(sent, badges, "BadgeDefined", [1n, "ipfs://1", HASH]);
    await emits(badges.write.freezeBadge([1n], asOwner), badges, "BadgeFrozen", [1n]);
    await reverts(badges.write.setBadgeURI([1n, "u", zeroHash], asOwner), badges, "ClubBadgesFrozen", [1n]);
    await reverts(badges.write.freezeBadge([1n], asOwner), badges, "ClubBadgesFrozen", [1n]);
    expect(await badges.read.badge([1n])).toEqual(["ipfs://1", HASH, true]);
    await badges.write.setBadgeURI([2n, "ipfs://2", zeroHash], asOwner);
  });

  test.each([[9n], [128n], [129n]])("error: badge %i can neither be changed nor frozen", async (id) => {
    const { badges, asOwner } = await freshClub();
    await reverts(badges.write.setBadgeURI([id, "u", zeroHash], asOwner), badges, "ClubBadgesUndefinedBadge", [id]);
    await reverts(badges.write.freezeBadge([id], asOwner), badges, "ClubBadgesUndefinedBadge", [id]);
  });
});
