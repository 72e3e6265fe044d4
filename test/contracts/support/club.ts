import { getAddress, maxUint256, parseEther, zeroAddress, zeroHash } from "viem";
import { addressOf, as, loadFixture, viem, type Wallet } from "./chain";

export const DAY = 24n * 3600n;
export const PRICE = parseEther("0.01");
export const TOKEN_PRICE = 10n ** 19n;
export const LIFETIME = 2n ** 64n - 1n;
export const GRACE = 7n * DAY;
export const WINDOW = 7n * DAY;
export const ADMIN_DELAY = 24n * 3600n;
export const MAX = maxUint256;
export const ETH = zeroAddress;
export const HASH = `0x${"ab".repeat(32)}` as const;

/** Plans of the fixture, by what they are for. */
export const PLAN = { month: 1n, year: 2n, lifetime: 3n, otherTier: 4n, token: 5n, retired: 6n, free: 7n } as const;
export const UNKNOWN_PLAN = 8n;

async function wallets() {
  const names = ["deployer", "owner", "treasury", "minter", "admin", "ana", "ben", "eve", "next"] as const;
  const clients = await viem.getWalletClients();
  return Object.fromEntries(names.map((name, index) => [name, clients[index]])) as Record<(typeof names)[number], Wallet>;
}

/** Both contracts as the deploy script makes them, with tiers, plans and badges, one admin and one minter. */
async function club() {
  const who = await wallets();
  const owner = as(who.owner);
  const membership = await viem.deployContract("ClubMembership", [
    "Club Pass", "PASS", "https://club.example/membership/contract.json", addressOf(who.owner), Number(ADMIN_DELAY), addressOf(who.treasury), Number(WINDOW),
  ]);
  const badges = await viem.deployContract("ClubBadges", [
    "Club Badges", "BADGE", "https://club.example/badges/contract.json", addressOf(who.owner), Number(ADMIN_DELAY), membership.address, addressOf(who.minter),
  ]);
  const token = await viem.deployContract("PlainToken");
  await membership.write.setTierURI([1n, "https://club.example/membership/1.json"], owner);
  await membership.write.setTierURI([2n, "https://club.example/membership/2.json"], owner);
  await membership.write.setCurrency([token.address, true], owner);
  await membership.write.setPlan([1, 30n * DAY, ETH, PRICE], owner);
  await membership.write.setPlan([1, 365n * DAY, ETH, 8n * PRICE], owner);
  await membership.write.setPlan([1, 0n, ETH, 100n * PRICE], owner);
  await membership.write.setPlan([2, 30n * DAY, ETH, 2n * PRICE], owner);
  await membership.write.setPlan([1, 30n * DAY, token.address, TOKEN_PRICE], owner);
  await membership.write.setPlan([1, 30n * DAY, ETH, PRICE], owner);
  await membership.write.setPlanActive([PLAN.retired, false], owner);
  await membership.write.setPlan([1, 30n * DAY, ETH, 0n], owner);
  await membership.write.addAdmin([addressOf(who.admin)], owner);
  for (const id of [1n, 2n, 3n]) await badges.write.defineBadge([id, `https://club.example/badges/${id}.json`, zeroHash], owner);
  for (const member of [who.ana, who.ben, who.eve]) {
    await token.write.mint([addressOf(member), 100n * TOKEN_PRICE]);
    await token.write.approve([membership.address, MAX], as(member));
  }
  const name = (wallet: Wallet) => getAddress(addressOf(wallet));
  const [ana, ben, eve] = [name(who.ana), name(who.ben), name(who.eve)];
  const { read: view } = membership;
  /** Buys for oneself with an ETH plan, at its price. */
  const buy = async (wallet: Wallet, planId: bigint = PLAN.month, to = name(wallet)) => {
    const { price, currency } = await view.plan([planId]);
    return membership.write.buy([planId, to, price], { account: wallet.account, value: currency === ETH ? price : 0n });
  };
  const renew = async (wallet: Wallet, planId: bigint = PLAN.month, account = name(wallet)) => {
    const { price, currency } = await view.plan([planId]);
    return membership.write.renew([planId, account, price], { account: wallet.account, value: currency === ETH ? price : 0n });
  };
  const award = (to: `0x${string}`, id: number) => badges.write.awardBatch([[{ to, id }]], as(who.minter));
  return { who, membership, badges, token, buy, renew, award, name, ana, ben, eve, asOwner: owner, asAdmin: as(who.admin), asMinter: as(who.minter) };
}

export type Club = Awaited<ReturnType<typeof club>>;
/** A fresh club; rolled back to after each use. */
export const freshClub = () => loadFixture(club);
