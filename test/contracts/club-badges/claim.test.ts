import { describe, expect, test } from "vitest";
import { compactSignatureToHex, hashTypedData, parseSignature, serializeCompactSignature, serializeSignature, signatureToCompactSignature, zeroAddress } from "viem";
import { as, at, now, reader, viem } from "../support/chain";
import { freshClub } from "../support/club";
import { emits, reverts } from "../support/expect";
import { CLAIM_TYPES, signVoucher, type Voucher } from "../support/voucher";

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

async function withVoucher() {
  const club = await freshClub();
  const voucher: Voucher = { to: club.ana, id: 1n, deadline: (await now()) + 3600n };
  const signature = await signVoucher(club.who.minter, club.badges.address, voucher);
  const claim = (changed: Partial<Voucher> = {}, signed = signature) => {
    const { to, id, deadline } = { ...voucher, ...changed };
    return club.badges.write.claim([to, id, deadline, signed], as(club.who.eve));
  };
  return { ...club, voucher, signature, claim };
}

describe("ClubBadges > claim", () => {
  test("default: anybody may send it; the badge goes to whom it names", async () => {
    const { badges, claim, ana, eve, who, name } = await withVoucher();
    await emits(claim(), badges, "TransferSingle", [eve, zeroAddress, ana, 1n, 1n]);
    expect(await badges.read.balanceOf([ana, 1n])).toBe(1n);
    expect(await badges.read.mintAllowance([name(who.minter)])).toBe(999n);
  });

  test("behavior: in its last second, not one later", async () => {
    const { badges, claim, voucher } = await withVoucher();
    await at(voucher.deadline + 1n);
    await reverts(claim(), badges, "ClubBadgesVoucherExpired", [voucher.deadline]);
    const again = await withVoucher();
    await at(again.voucher.deadline);
    await again.claim();
  });

  test("error: a second time, or what was awarded meanwhile", async () => {
    const { badges, claim, ana } = await withVoucher();
    await claim();
    await reverts(claim(), badges, "ClubBadgesAlreadyHeld", [ana, 1n]);
  });

  test("error: after the holder gave the badge up, or an admin took it", async () => {
    const { badges, claim, who, asAdmin, ana } = await withVoucher();
    await claim();
    await badges.write.renounce([1n], as(who.ana));
    await reverts(claim(), badges, "ClubBadgesBlocked", [ana, 1n]);
    await badges.write.unblock([ana, 1n], asAdmin);
    await claim();
    await badges.write.revoke([ana, 1n, "cheating"], asAdmin);
    await reverts(claim(), badges, "ClubBadgesBlocked", [ana, 1n]);
  });

  test("error: changed recipient, id or deadline", async () => {
    const { badges, claim, voucher, ben } = await withVoucher();
    await reverts(claim({ to: ben }), badges, "ClubBadgesInvalidVoucher", []);
    await reverts(claim({ id: 2n }), badges, "ClubBadgesInvalidVoucher", []);
    await reverts(claim({ deadline: voucher.deadline + 1n }), badges, "ClubBadgesInvalidVoucher", []);
  });

  test("error: signed for another chain, contract, name or version", async () => {
    const { badges, membership, claim, voucher, who } = await withVoucher();
    for (const forged of [
      await signVoucher(who.minter, badges.address, voucher, { chainId: 1 }),
      await signVoucher(who.minter, membership.address, voucher),
      await signVoucher(who.minter, badges.address, voucher, { name: "Badges" }),
      await signVoucher(who.minter, badges.address, voucher, { version: "2" }),
    ]) await reverts(claim({}, forged), badges, "ClubBadgesInvalidVoucher", []);
  });

  test("error: signed by the owner, an admin or the holder", async () => {
    const { badges, claim, voucher, who } = await withVoucher();
    for (const signer of [who.owner, who.admin, who.ana]) {
      await reverts(claim({}, await signVoucher(signer, badges.address, voucher)), badges, "ClubBadgesInvalidVoucher", []);
    }
  });

  test("error: by a minter whose role was taken", async () => {
    const { badges, claim, asOwner, who, name } = await withVoucher();
    await badges.write.revokeRole([await badges.read.MINTER_ROLE(), name(who.minter)], asOwner);
    await reverts(claim(), badges, "ClubBadgesInvalidVoucher", []);
  });

  test("behavior: by any of several minters", async () => {
    const { badges, claim, voucher, asOwner, who, name } = await withVoucher();
    await badges.write.grantRole([await badges.read.MINTER_ROLE(), name(who.next)], asOwner);
    await claim({}, await signVoucher(who.next, badges.address, voucher));
    expect([await badges.read.mintAllowance([name(who.next)]), await badges.read.mintAllowance([name(who.minter)])]).toEqual([999n, 1000n]);
  });

  test("error: malleated upper s, the 64-byte form, empty, cut or overlong signatures", async () => {
    const { badges, claim, signature } = await withVoucher();
    const { r, s, yParity } = parseSignature(signature);
    const upper = serializeSignature({ r, s: `0x${(CURVE_ORDER - BigInt(s)).toString(16).padStart(64, "0")}`, yParity: 1 - yParity });
    const compact = serializeCompactSignature(signatureToCompactSignature({ r, s, yParity }));
    expect(compact).toBe(compactSignatureToHex(signatureToCompactSignature({ r, s, yParity })));
    for (const forged of [upper, compact, "0x", signature.slice(0, -2), `${signature}00`] as const) {
      await reverts(claim({}, forged as `0x${string}`), badges, "ClubBadgesInvalidVoucher", []);
    }
  });

  test("behavior: a minter that is a contract signs by ERC-1271", async () => {
    const { badges, claim, voucher, asOwner, ana } = await withVoucher();
    const signer = await viem.deployContract("ContractSigner");
    await badges.write.grantRole([await badges.read.MINTER_ROLE(), signer.address], asOwner);
    await reverts(claim({}, "0x1234"), badges, "ClubBadgesInvalidVoucher", []);
    const domain = { name: "ClubBadges", version: "1", chainId: await reader.getChainId(), verifyingContract: badges.address };
    await signer.write.approve([hashTypedData({ domain, types: CLAIM_TYPES, primaryType: "Claim", message: voucher })]);
    await claim({}, "0x1234");
    expect(await badges.read.balanceOf([ana, 1n])).toBe(1n);
  });

  test("error: undefined badge, zero address, paused, a refusing receiver", async () => {
    const { badges, claim, voucher, asAdmin, who } = await withVoucher();
    await reverts(claim({ id: 9n }), badges, "ClubBadgesUndefinedBadge", [9n]);
    await reverts(claim({ id: 2n ** 128n }), badges, "ClubBadgesUndefinedBadge", [2n ** 128n]);
    await reverts(claim({ to: zeroAddress }), badges, "ClubBadgesZeroAddress", []);
    const { address } = await viem.deployContract("RefusingReceiver");
    const forIt = await signVoucher(who.minter, badges.address, { ...voucher, to: address });
    await reverts(claim({ to: address }, forIt), badges, "ERC1155InvalidReceiver", [(value: string) => value.toLowerCase() === address]);
    await badges.write.pause(asAdmin);
    await reverts(claim(), badges, "EnforcedPause", []);
  });

  test("error: counts against the signer's rate", async () => {
    const { badges, claim, asOwner, asMinter, ben, who, name } = await withVoucher();
    await badges.write.setMintRate([100, 30 * 86_400], asOwner);
    await badges.write.awardBatch([Array.from({ length: 100 }, () => ({ to: ben, id: 1 }))], asMinter);
    await reverts(claim(), badges, "ClubBadgesRateLimited", [name(who.minter), 0n, 1n]);
  });

  test("default: the domain that wallets show (ERC-5267)", async () => {
    const { badges } = await withVoucher();
    const [fields, name, version, chainId] = await badges.read.eip712Domain();
    expect([fields, name, version, chainId]).toEqual(["0x0f", "ClubBadges", "1", BigInt(await reader.getChainId())]);
  });
});
