import { describe, expect, test } from "vitest";
import { getAddress, toFunctionSelector, zeroAddress } from "viem";
import { as, at, now, viem } from "./support/chain";
import { ADMIN_DELAY, freshClub, LIFETIME } from "./support/club";
import { emits, refusal, reverts } from "./support/expect";

/** What both contracts share, proved on each: metadata, soulbound, ownership, roles. */
async function membershipClub() {
  const club = await freshClub();
  await club.membership.write.grant([club.ana, 1, LIFETIME], club.asAdmin);
  return { ...club, token: club.membership, prefix: "ClubMembership", kind: "membership" } as const;
}
async function badgesClub() {
  const club = await freshClub();
  await club.award(club.ana, 1);
  return { ...club, token: club.badges, prefix: "ClubBadges", kind: "badges" } as const;
}

describe.each([["ClubMembership", membershipClub], ["ClubBadges", badgesClub]] as const)("%s > shared", (contract, open) => {
  // One shape for both: what is called here has the same signature in either.
  const fresh = async () => {
    const club = await open();
    return { ...club, token: club.token as typeof club.membership };
  };
  const error = (name: string) => `${contract}${name}` as "ClubMembershipSoulbound";
  const textError = `${contract}TextLength` as "ClubMembershipTextLength";

  test("default: name, symbol, owner, uri without {id}, contractURI", async () => {
    const { token, who, name, kind } = await fresh();
    expect(await token.read.name()).toBe(kind === "badges" ? "Club Badges" : "Club Pass");
    expect(await token.read.symbol()).toBe(kind === "badges" ? "BADGE" : "PASS");
    expect(await token.read.owner()).toBe(name(who.owner));
    expect(await token.read.uri([1n])).toBe(`https://club.example/${kind}/1.json`);
    expect(await token.read.uri([99n])).toBe("");
    expect(await token.read.contractURI()).toBe(`https://club.example/${kind}/contract.json`);
  });

  test.each([
    ["ERC-165", "0x01ffc9a7", true], ["ERC-1155", "0xd9b67a26", true], ["ERC-1155 metadata", "0x0e89341c", true],
    ["ERC-5192 / 6268 locked", "0xb45a3c0e", true], ["ERC-6454 isTransferable", "0x91a6262f", true], ["ERC-7572 contractURI", "0xe8a3d485", true],
    ["access control", "0x7965db0b", true], ["enumerable roles", "0x5a05180f", true], ["default admin rules", "0x31498786", true],
    ["ERC-721", "0x80ac58cd", false], ["ERC-2981", "0x2a55205a", false], ["the invalid id", "0xffffffff", false],
  ] as const)("default: answers ERC-165 for %s", async (_name, id, answer) => {
    const { token } = await fresh();
    expect(await token.read.supportsInterface([id])).toBe(answer);
  });

  test("default: every id is locked; only minting and burning are transfers", async () => {
    const { token, ana, ben } = await fresh();
    expect([await token.read.locked([0n]), await token.read.locked([1n]), await token.read.locked([10n ** 30n])]).toEqual([true, true, true]);
    expect(await token.read.isTransferable([1n, zeroAddress, ana])).toBe(true);
    expect(await token.read.isTransferable([1n, ana, zeroAddress])).toBe(true);
    expect(await token.read.isTransferable([1n, ana, ben])).toBe(false);
  });

  test("error: approvals of any kind", async () => {
    const { token, who, ben } = await fresh();
    await reverts(token.write.setApprovalForAll([ben, true], as(who.ana)), token, error("Soulbound"), []);
    await reverts(token.write.setApprovalForAll([ben, false], as(who.ana)), token, error("Soulbound"), []);
    expect(await token.read.isApprovedForAll([getAddress(who.ana.account.address), ben])).toBe(false);
  });

  test("behavior: balanceOfBatch is balanceOf, item by item", async () => {
    const { token, ana, ben } = await fresh();
    expect(await token.read.balanceOfBatch([[ana, ana, ben, zeroAddress], [1n, 2n, 1n, 0n]])).toEqual([1n, 0n, 0n, 0n]);
    expect(await token.read.balanceOf([ana, 2n ** 200n])).toBe(0n);
    expect(await token.read.balanceOf([ana, 129n])).toBe(0n);
    await reverts(token.read.balanceOfBatch([[ana], [1n, 2n]]), token, "ERC1155InvalidArrayLength", [2n, 1n]);
  });

  test("default: the owner moves contractURI, which is announced", async () => {
    const { token, asOwner } = await fresh();
    await emits(token.write.setContractURI(["ipfs://new"], asOwner), token, "ContractURIUpdated", []);
    expect(await token.read.contractURI()).toBe("ipfs://new");
  });

  test("error: a URI of 0 or 513 bytes; 512 are stored as they are, quotes and all", async () => {
    const { token, asOwner } = await fresh();
    await reverts(token.write.setContractURI([""], asOwner), token, textError, [0n]);
    await reverts(token.write.setContractURI(["x".repeat(513)], asOwner), token, textError, [513n]);
    const odd = `"},{"name":"é`.padEnd(511, "'");
    await token.write.setContractURI([odd], asOwner);
    expect(await token.read.contractURI()).toBe(odd);
  });

  test("error: no constructor without an owner, a name, a symbol or a contract URI", async () => {
    const { token, who, name, membership, kind } = await fresh();
    const deploy = (title: string, symbol: string, uri: string, owner: `0x${string}`) =>
      kind === "membership"
        ? viem.deployContract("ClubMembership", [title, symbol, uri, owner, 0, name(who.treasury), 0])
        : viem.deployContract("ClubBadges", [title, symbol, uri, owner, 0, membership.address, name(who.minter)]);
    expect(await refusal(deploy("", "S", "u", name(who.owner)), token.abi)).toBe(`${contract}TextLength(0)`);
    expect(await refusal(deploy("N", "", "u", name(who.owner)), token.abi)).toBe(`${contract}TextLength(0)`);
    expect(await refusal(deploy("N", "S", "", name(who.owner)), token.abi)).toBe(`${contract}TextLength(0)`);
    expect(await refusal(deploy("N", "S", "x".repeat(513), name(who.owner)), token.abi)).toBe(`${contract}TextLength(513)`);
    expect(await refusal(deploy("N", "S", "u", zeroAddress), token.abi)).toBe(`AccessControlInvalidDefaultAdmin(${zeroAddress})`);
    expect(await token.read.defaultAdminDelay()).toBe(Number(ADMIN_DELAY));
  });

  test("default: the deployer keeps no role", async () => {
    const { token, who, name } = await fresh();
    const deployer = name(who.deployer);
    expect(await token.read.hasRole([await token.read.DEFAULT_ADMIN_ROLE(), deployer])).toBe(false);
    expect(await token.read.isAdmin([deployer])).toBe(false);
    expect(await token.read.getRoleMembers([await token.read.DEFAULT_ADMIN_ROLE()])).toEqual([name(who.owner)]);
  });

  test("default: ownership in two steps, one second after the delay at the earliest", async () => {
    const { token, who, name, asOwner } = await fresh();
    const begun = (await now()) + 10n;
    await at(begun);
    const due = begun + ADMIN_DELAY;
    await emits(token.write.beginDefaultAdminTransfer([name(who.next)], asOwner), token, "DefaultAdminTransferScheduled", [name(who.next), Number(due)]);
    await at(due);
    await reverts(token.write.acceptDefaultAdminTransfer(as(who.next)), token, "AccessControlEnforcedDefaultAdminDelay", [Number(due)]);
    await at(due + 1n);
    await token.write.acceptDefaultAdminTransfer(as(who.next));
    expect(await token.read.owner()).toBe(name(who.next));
    expect(await token.read.getRoleMembers([await token.read.DEFAULT_ADMIN_ROLE()])).toEqual([name(who.next)]);
  });

  test("error: accepted by another, after a cancel, or handed to zero", async () => {
    const { token, who, name, asOwner, eve } = await fresh();
    await reverts(token.write.beginDefaultAdminTransfer([zeroAddress], asOwner), token, "AccessControlInvalidDefaultAdmin", [zeroAddress]);
    await token.write.beginDefaultAdminTransfer([name(who.next)], asOwner);
    await at((await now()) + ADMIN_DELAY + 10n);
    await reverts(token.write.acceptDefaultAdminTransfer(as(who.eve)), token, "AccessControlInvalidDefaultAdmin", [eve]);
    await emits(token.write.cancelDefaultAdminTransfer(asOwner), token, "DefaultAdminTransferCanceled", []);
    await reverts(token.write.acceptDefaultAdminTransfer(as(who.next)), token, "AccessControlInvalidDefaultAdmin", [name(who.next)]);
  });

  test("error: the owner can neither renounce, nor be revoked, nor granted a second time", async () => {
    const { token, who, name, asOwner, ben } = await fresh();
    const role = await token.read.DEFAULT_ADMIN_ROLE();
    await reverts(token.write.renounceRole([role, name(who.owner)], asOwner), token, "AccessControlEnforcedDefaultAdminDelay", [0]);
    await reverts(token.write.revokeRole([role, name(who.owner)], asOwner), token, "AccessControlEnforcedDefaultAdminRules", []);
    await reverts(token.write.grantRole([role, ben], asOwner), token, "AccessControlEnforcedDefaultAdminRules", []);
    expect(await token.read.owner()).toBe(name(who.owner));
  });

  test("error: no role for the zero address, no role given up for another", async () => {
    const { token, who, asOwner, ben } = await fresh();
    await reverts(token.write.grantRole([`0x${"11".repeat(32)}`, zeroAddress], asOwner), token, `${contract}ZeroAddress` as "ClubMembershipZeroAddress", []);
    await reverts(token.write.renounceRole([`0x${"11".repeat(32)}`, ben], as(who.ana)), token, "AccessControlBadConfirmation", []);
  });

  test("behavior: the delay of the ownership changes by its own rules and can be rolled back", async () => {
    const { token, asOwner } = await fresh();
    await token.write.changeDefaultAdminDelay([2 * Number(ADMIN_DELAY)], asOwner);
    expect((await token.read.pendingDefaultAdminDelay())[0]).toBe(2 * Number(ADMIN_DELAY));
    await emits(token.write.rollbackDefaultAdminDelay(asOwner), token, "DefaultAdminDelayChangeCanceled", []);
  });

  test("default: admins pause and go on, with OpenZeppelin's events", async () => {
    const { token, who, name, asAdmin, asOwner } = await fresh();
    await emits(token.write.pause(asAdmin), token, "Paused", [name(who.admin)]);
    expect(await token.read.paused()).toBe(true);
    await reverts(token.write.pause(asAdmin), token, "EnforcedPause", []);
    await emits(token.write.unpause(asOwner), token, "Unpaused", [name(who.owner)]);
    await reverts(token.write.unpause(asOwner), token, "ExpectedPause", []);
  });

  test("default: takes no ETH, knows no multicall and no forwarder", async () => {
    const { token, who } = await fresh();
    await expect(who.ana.sendTransaction({ to: token.address, value: 1n })).rejects.toThrow();
    await expect(who.ana.sendTransaction({ to: token.address, data: "0x12345678" })).rejects.toThrow();
    const selectors = token.abi.flatMap((item) => (item.type === "function" ? [toFunctionSelector(item)] : []));
    expect(selectors).not.toContain(toFunctionSelector("multicall(bytes[])"));
    expect(selectors).not.toContain(toFunctionSelector("isTrustedForwarder(address)"));
    expect(token.abi.some(({ type }) => (type as string) === "receive" || (type as string) === "fallback")).toBe(false);
  });
});

describe("ClubMembership > admins", () => {
  test("default: added and removed by the owner, listed, with the role's own events", async () => {
    const { membership, badges, who, name, asOwner, ana } = await freshClub();
    const role = await membership.read.ADMIN_ROLE();
    await emits(membership.write.addAdmin([ana], asOwner), membership, "RoleGranted", [role, ana, name(who.owner)]);
    expect(await membership.read.admins()).toEqual([name(who.admin), ana]);
    expect(await badges.read.admins()).toEqual([name(who.admin), ana]);
    expect([await membership.read.isAdmin([ana]), await badges.read.isAdmin([ana])]).toEqual([true, true]);
    await emits(membership.write.removeAdmin([ana], asOwner), membership, "RoleRevoked", [role, ana, name(who.owner)]);
    expect([await membership.read.isAdmin([ana]), await badges.read.isAdmin([ana])]).toEqual([false, false]);
    expect(await membership.read.admins()).toEqual([name(who.admin)]);
  });

  test("behavior: the owner is an admin without being listed; each step twice changes nothing", async () => {
    const { membership, badges, who, name, asOwner } = await freshClub();
    expect([await membership.read.isAdmin([name(who.owner)]), await badges.read.isAdmin([name(who.owner)])]).toEqual([true, true]);
    expect(await membership.read.isAdmin([name(who.ana)])).toBe(false);
    await membership.write.addAdmin([name(who.admin)], asOwner);
    await membership.write.removeAdmin([name(who.ana)], asOwner);
    expect(await membership.read.admins()).toEqual([name(who.admin)]);
  });

  test("behavior: an owner of the badges alone is an admin there", async () => {
    const { badges, membership, who, name, asOwner } = await freshClub();
    await badges.write.beginDefaultAdminTransfer([name(who.next)], asOwner);
    await at((await now()) + ADMIN_DELAY + 10n);
    await badges.write.acceptDefaultAdminTransfer(as(who.next));
    expect([await badges.read.isAdmin([name(who.next)]), await membership.read.isAdmin([name(who.next)])]).toEqual([true, false]);
  });

  test("error: the zero address; an admin adding or removing another", async () => {
    const { membership, who, name, asOwner, asAdmin, ana } = await freshClub();
    const role = await membership.read.DEFAULT_ADMIN_ROLE();
    await reverts(membership.write.addAdmin([zeroAddress], asOwner), membership, "ClubMembershipZeroAddress", []);
    await reverts(membership.write.addAdmin([ana], asAdmin), membership, "AccessControlUnauthorizedAccount", [name(who.admin), role]);
    await reverts(membership.write.removeAdmin([name(who.admin)], asAdmin), membership, "AccessControlUnauthorizedAccount", [name(who.admin), role]);
  });
});

describe("ClubMembership > tiers and successor", () => {
  test("default: a tier's first URI announces it, a later one only moves it", async () => {
    const { membership, asOwner, who, name } = await freshClub();
    const sent = membership.write.setTierURI([3n, "https://club.example/3"], asOwner);
    await emits(sent, membership, "TransferSingle", [name(who.owner), zeroAddress, zeroAddress, 3n, 0n]);
    await emits(sent, membership, "Locked", [3n]);
    await emits(sent, membership, "URI", ["https://club.example/3", 3n]);
    await emits(membership.write.setTierURI([3n, "https://club.example/three"], asOwner), membership, "URI", ["https://club.example/three", 3n]);
    expect(await membership.getEvents.Locked()).toEqual([]);
    expect(await membership.getEvents.TransferSingle()).toEqual([]);
  });

  test("error: tier 0 or 128, a URI of 0 or 513 bytes", async () => {
    const { membership, asOwner } = await freshClub();
    await reverts(membership.write.setTierURI([0n, "u"], asOwner), membership, "ClubMembershipUnknownTier", [0n]);
    await reverts(membership.write.setTierURI([128n, "u"], asOwner), membership, "ClubMembershipUnknownTier", [128n]);
    await membership.write.setTierURI([127n, "u"], asOwner);
    await reverts(membership.write.setTierURI([3n, ""], asOwner), membership, "ClubMembershipTextLength", [0n]);
    await reverts(membership.write.setTierURI([3n, "x".repeat(513)], asOwner), membership, "ClubMembershipTextLength", [513n]);
  });

  test("default: the successor is named once", async () => {
    const { membership, badges, asOwner } = await freshClub();
    expect(await membership.read.successor()).toBe(zeroAddress);
    await reverts(membership.write.setSuccessor([zeroAddress], asOwner), membership, "ClubMembershipZeroAddress", []);
    await emits(membership.write.setSuccessor([badges.address], asOwner), membership, "SuccessorSet", [getAddress(badges.address)]);
    await reverts(membership.write.setSuccessor([membership.address], asOwner), membership, "ClubMembershipSuccessorSet", [getAddress(badges.address)]);
  });

  test("default: currencies are allowed and forbidden; ETH always is allowed", async () => {
    const { membership, token, asOwner } = await freshClub();
    const currency = getAddress(token.address);
    await emits(membership.write.setCurrency([currency, false], asOwner), membership, "CurrencySet", [currency, false]);
    expect([await membership.read.isCurrencyAllowed([currency]), await membership.read.isCurrencyAllowed([zeroAddress])]).toEqual([false, true]);
    await emits(membership.write.setCurrency([currency, true], asOwner), membership, "CurrencySet", [currency, true]);
    expect(await membership.read.isCurrencyAllowed([currency])).toBe(true);
    await reverts(membership.write.setCurrency([zeroAddress, false], asOwner), membership, "ClubMembershipZeroAddress", []);
  });

  test("error: no constructor without a treasury or with too long a refund window", async () => {
    const { who, name, membership } = await freshClub();
    const deploy = (treasury: `0x${string}`, window: number) => viem.deployContract("ClubMembership", ["N", "S", "u", name(who.owner), 0, treasury, window]);
    expect(await refusal(deploy(zeroAddress, 0), membership.abi)).toBe("ClubMembershipZeroAddress()");
    expect(await refusal(deploy(name(who.treasury), 14 * 86_400 + 1), membership.abi)).toBe("ClubMembershipInvalidWindow(1209601, 1209600)");
  });
});
