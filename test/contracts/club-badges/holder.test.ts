import { describe, expect, test } from "vitest";
import { getAddress, zeroAddress, zeroHash } from "viem";
import { as, viem } from "../support/chain";
import { freshClub } from "../support/club";
import { emits, reverts } from "../support/expect";

async function holder() {
  const club = await freshClub();
  await club.award(club.ana, 1);
  await club.award(club.ana, 2);
  return club;
}

describe("ClubBadges > renounce", () => {
  test("default: gone, blocked, and both events", async () => {
    const { badges, who, award, ana } = await holder();
    const sent = badges.write.renounce([1n], as(who.ana));
    await emits(sent, badges, "TransferSingle", [ana, ana, zeroAddress, 1n, 1n]);
    await emits(sent, badges, "Renounced", [ana, 1n]);
    expect([await badges.read.badgesOf([ana]), await badges.read.blockedOf([ana])]).toEqual([4n, 2n]);
    await award(ana, 1);
    expect(await badges.read.balanceOf([ana, 1n])).toBe(0n);
  });

  test("behavior: also while paused", async () => {
    const { badges, who, asAdmin, ana } = await holder();
    await badges.write.pause(asAdmin);
    await badges.write.renounce([1n], as(who.ana));
    expect(await badges.read.badgesOf([ana])).toBe(4n);
  });

  test.each([[0n], [3n], [128n], [129n]])("error: badge %i is not held", async (id) => {
    const { badges, who, ana } = await holder();
    await reverts(badges.write.renounce([id], as(who.ana)), badges, "ClubBadgesNotHeld", [ana, id]);
  });

  test("behavior: an id beyond the last is never held, not even where the first badge is blocked", async () => {
    const { badges, asOwner, who, award, ana } = await holder();
    await badges.write.defineBadge([0n, "u", zeroHash], asOwner);
    await award(ana, 0);
    await badges.write.renounce([0n], as(who.ana));
    expect(await badges.read.blockedOf([ana])).toBe(1n);
    expect([await badges.read.balanceOf([ana, 128n]), await badges.read.balanceOf([ana, 0n])]).toEqual([0n, 0n]);
  });

  test("error: twice", async () => {
    const { badges, who, ana } = await holder();
    await badges.write.renounce([1n], as(who.ana));
    await reverts(badges.write.renounce([1n], as(who.ana)), badges, "ClubBadgesNotHeld", [ana, 1n]);
  });
});

describe("ClubBadges > revoke and unblock", () => {
  test("default: an admin takes a badge and says why", async () => {
    const { badges, asAdmin, who, name, ana } = await holder();
    const sent = badges.write.revoke([ana, 2n, "bots"], asAdmin);
    await emits(sent, badges, "TransferSingle", [name(who.admin), ana, zeroAddress, 2n, 1n]);
    await emits(sent, badges, "Revoked", [ana, 2n, name(who.admin), "bots"]);
    expect([await badges.read.badgesOf([ana]), await badges.read.blockedOf([ana])]).toEqual([2n, 4n]);
  });

  test("default: unblocked, it can be awarded again", async () => {
    const { badges, asAdmin, award, who, name, ana } = await holder();
    await badges.write.revoke([ana, 2n, "bots"], asAdmin);
    await emits(badges.write.unblock([ana, 2n], asAdmin), badges, "Unblocked", [ana, 2n, name(who.admin)]);
    expect(await badges.read.blockedOf([ana])).toBe(0n);
    await award(ana, 2);
    expect(await badges.read.badgesOf([ana])).toBe(6n);
  });

  test("error: not held, without a reason, with too long a one", async () => {
    const { badges, asAdmin, ana, ben } = await holder();
    await reverts(badges.write.revoke([ben, 1n, "bots"], asAdmin), badges, "ClubBadgesNotHeld", [ben, 1n]);
    await reverts(badges.write.revoke([ana, 128n, "bots"], asAdmin), badges, "ClubBadgesNotHeld", [ana, 128n]);
    await reverts(badges.write.revoke([ana, 1n, ""], asAdmin), badges, "ClubBadgesTextLength", [0n]);
    await reverts(badges.write.revoke([ana, 1n, "x".repeat(513)], asAdmin), badges, "ClubBadgesTextLength", [513n]);
  });

  test.each([[1n], [3n], [127n], [128n]])("error: badge %i is not blocked", async (id) => {
    const { badges, asAdmin, ana } = await holder();
    await reverts(badges.write.unblock([ana, id], asAdmin), badges, "ClubBadgesNotBlocked", [ana, id]);
  });

  test("error: by anybody but an admin, the minter included", async () => {
    const { badges, asMinter, who, name, ana } = await holder();
    await reverts(badges.write.revoke([ana, 1n, "bots"], asMinter), badges, "ClubBadgesUnauthorizedAdmin", [name(who.minter)]);
    await reverts(badges.write.unblock([ana, 1n], as(who.ana)), badges, "ClubBadgesUnauthorizedAdmin", [ana]);
    await reverts(badges.write.pause(as(who.ana)), badges, "ClubBadgesUnauthorizedAdmin", [ana]);
  });
});

describe("ClubBadges > reissue", () => {
  test("default: all badges and all blocks go to the new wallet", async () => {
    const { badges, asOwner, award, who, name, ana, ben } = await holder();
    await award(ana, 3);
    await badges.write.renounce([3n], as(who.ana));
    const sent = badges.write.reissue([ana, ben], asOwner);
    for (const id of [1n, 2n]) {
      await emits(sent, badges, "TransferSingle", [name(who.owner), ana, zeroAddress, id, 1n]);
      await emits(sent, badges, "TransferSingle", [name(who.owner), zeroAddress, ben, id, 1n]);
    }
    await emits(sent, badges, "Reissued", [ana, ben, 6n]);
    expect(await badges.getEvents.TransferSingle()).toHaveLength(4);
    expect([await badges.read.badgesOf([ana]), await badges.read.blockedOf([ana])]).toEqual([0n, 8n]);
    expect([await badges.read.badgesOf([ben]), await badges.read.blockedOf([ben])]).toEqual([6n, 8n]);
  });

  test("behavior: what the new wallet holds stays, what it may not have is not issued", async () => {
    const { badges, asOwner, asAdmin, award, who, ana, ben } = await holder();
    await award(ana, 3);
    await badges.write.renounce([3n], as(who.ana));
    for (const id of [1, 2, 3]) await award(ben, id);
    await badges.write.revoke([ben, 2n, "test"], asAdmin);
    await badges.write.reissue([ana, ben], asOwner);
    expect([await badges.read.badgesOf([ben]), await badges.read.blockedOf([ben])]).toEqual([0b1010n, 0b0100n]);
    expect(await badges.read.badgesOf([ana])).toBe(0n);
  });

  test("behavior: there and back again", async () => {
    const { badges, asOwner, ana, ben } = await holder();
    await badges.write.reissue([ana, ben], asOwner);
    await badges.write.reissue([ben, ana], asOwner);
    expect([await badges.read.badgesOf([ana]), await badges.read.badgesOf([ben])]).toEqual([6n, 0n]);
  });

  test("behavior: to a smart wallet that accepts, and while paused", async () => {
    const { badges, asOwner, asAdmin, ana } = await holder();
    await badges.write.pause(asAdmin);
    const receiver = await viem.deployContract("AcceptingReceiver");
    await badges.write.reissue([ana, receiver.address], asOwner);
    expect(await badges.read.badgesOf([receiver.address])).toBe(6n);
    const plain = await viem.deployContract("Hookless");
    await badges.write.reissue([receiver.address, plain.address], asOwner);
    expect(await badges.read.badgesOf([plain.address])).toBe(6n);
  });

  test("behavior: a receiver that gets nothing is not asked", async () => {
    const { badges, asOwner, award, ana } = await holder();
    const receiver = await viem.deployContract("AcceptingReceiver");
    await award(receiver.address, 1);
    await award(receiver.address, 2);
    const before = await receiver.read.asked();
    await badges.write.reissue([ana, receiver.address], asOwner);
    expect(await receiver.read.asked()).toBe(before);
  });

  test("error: zero, the same wallet, nothing there, a refusing contract, anybody but the owner", async () => {
    const { badges, asOwner, asAdmin, who, name, ana, ben } = await holder();
    await reverts(badges.write.reissue([ana, zeroAddress], asOwner), badges, "ClubBadgesZeroAddress", []);
    await reverts(badges.write.reissue([ana, ana], asOwner), badges, "ClubBadgesSameAccount", [ana]);
    await reverts(badges.write.reissue([ben, ana], asOwner), badges, "ClubBadgesNothingToReissue", [ben]);
    const refuser = getAddress((await viem.deployContract("RefusingReceiver")).address);
    await reverts(badges.write.reissue([ana, refuser], asOwner), badges, "ERC1155InvalidReceiver", [refuser]);
    await reverts(badges.write.reissue([ana, ben], asAdmin), badges, "AccessControlUnauthorizedAccount", [name(who.admin), await badges.read.DEFAULT_ADMIN_ROLE()]);
  });
});
