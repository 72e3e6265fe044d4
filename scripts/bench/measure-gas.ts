import { network } from "hardhat";
import { type Address, type Hash, keccak256, parseEther, parseGwei, slice, toHex, zeroAddress, zeroHash } from "viem";

/** One measured figure beside its ceiling; `openzeppelin` and `solady` are the same work on those libraries. */
export type GasFigure = { name: string; gas: number; ceiling: number; openzeppelin?: number; solady?: number };
export type GasReport = { figures: GasFigure[]; loopingBatch: { gas: number; served: number } };

const DAY_SECONDS = 24n * 3600n;
let nextMember = 1n;
/** Wallets that were never seen before: storage written for them is new, as for a new member. */
const newMembers = (count: number): Address[] => Array.from({ length: count }, () => slice(keccak256(toHex(nextMember++)), 12));
const awards = (members: readonly Address[], id: number) => members.map((to) => ({ to, id }));

/**
 * Deploys both contracts and the two reference tokens on a fresh in-process chain and measures whole transactions,
 * 21,000 included, divided by the number of items. References: OpenZeppelin's ERC1155 with Ownable and solady's.
 */
export async function measureGas(): Promise<GasReport> {
  const { viem } = await network.create();
  const [deployer, owner, minter, ana] = await viem.getWalletClients();
  if (!deployer || !owner || !minter || !ana) throw new Error("The simulated network has too few accounts.");
  const reader = await viem.getPublicClient();
  const used = async (sent: Promise<Hash>, items = 1) => {
    const receipt = await reader.getTransactionReceipt({ hash: await sent });
    if (receipt.status !== "success") throw new Error(`Transaction ${receipt.transactionHash} reverted.`);
    return Math.ceil(Number(receipt.gasUsed) / items);
  };
  const asOwner = { account: owner.account };
  const asMinter = { account: minter.account, gas: 16_700_000n };

  const membership = await viem.deployContract("ClubMembership", ["Pass", "PASS", "https://club.example/c.json", owner.account.address, 0, owner.account.address, 604_800]);
  const badges = await viem.deployContract("ClubBadges", ["Badges", "BADGE", "https://club.example/b.json", owner.account.address, 0, membership.address, minter.account.address]);
  const openzeppelin = await viem.deployContract("OpenZeppelinBadges");
  const solady = await viem.deployContract("SoladyBadges");
  await membership.write.setTierURI([1n, "https://club.example/1.json"], asOwner);
  await membership.write.setPlan([1, 30n * DAY_SECONDS, zeroAddress, parseEther("0.01")], asOwner);
  for (const id of [1n, 2n]) await badges.write.defineBadge([id, `https://club.example/${id}.json`, zeroHash], asOwner);
  await badges.write.setMintRate([1_000_000, 3600], asOwner);

  const award = (members: readonly Address[], id: number) => used(badges.write.awardBatch([awards(members, id)], asMinter), members.length);
  const reference = async (members: readonly Address[], id: number) => ({
    openzeppelin: await used(openzeppelin.write.awardBatch([awards(members, id)]), members.length),
    solady: await used(solady.write.awardBatch([awards(members, id)]), members.length),
  });
  const figures: GasFigure[] = [];
  const badge = async (name: string, ceiling: number, members: readonly Address[], id: number, compare = true) =>
    figures.push({ name, ceiling, gas: await award(members, id), ...(compare ? await reference(members, id) : {}) });

  await award(newMembers(1), 1);
  const single = newMembers(1);
  await badge("single award, new member", 60_000, single, 1);
  await badge("single award, second badge", 42_000, single, 2);
  await badge("batch of 10, new members", 32_500, newMembers(10), 1);
  const fifty = newMembers(50);
  await badge("batch of 50, new members", 30_500, fifty, 1);
  await badge("batch of 100, new members", 30_000, newMembers(100), 1);
  await badge("batch of 50, holders of another", 13_000, fifty, 2);
  await badge("replay of 50 held", 6_000, fifty, 2, false);

  // The first buyer of all pays for slots that everybody else finds written.
  const price = { value: parseEther("0.01") };
  await membership.write.buy([1n, minter.account.address, price.value], { ...price, account: minter.account });
  figures.push({ name: "buy with ETH", ceiling: 135_000, gas: await used(membership.write.buy([1n, ana.account.address, price.value], { ...price, account: ana.account })) });
  figures.push({ name: "renew with ETH", ceiling: 65_000, gas: await used(membership.write.renew([1n, ana.account.address, price.value], { ...price, account: ana.account })) });
  const until = BigInt((await reader.getBlock()).timestamp) + 30n * DAY_SECONDS;
  figures.push({ name: "grantBatch(50), each", ceiling: 60_000, gas: await used(membership.write.grantBatch([newMembers(50), 1, until], asOwner), 50) });

  const loopers: Address[] = [];
  for (let i = 0; i < 99; i++) loopers.push((await viem.deployContract("WorstReceiver")).address);
  const [honest] = newMembers(1);
  if (!honest) throw new Error("No honest member.");
  const gas = await used(badges.write.awardBatch([awards([...loopers, honest], 1)], { ...asMinter, maxFeePerGas: parseGwei("10") }));
  const served = Number(await badges.read.balanceOf([honest, 1n]));
  return { figures, loopingBatch: { gas, served } };
}

/** Names of the bars that were missed; empty when all is well. 6 % over solady and 15 % over OpenZeppelin are bars too. */
export function missedBars({ figures, loopingBatch }: GasReport): string[] {
  const missed = figures.filter(({ gas, ceiling }) => gas > ceiling).map(({ name, gas, ceiling }) => `${name}: ${gas} > ${ceiling}`);
  const figure = (name: string) => figures.find((candidate) => candidate.name === name);
  const hundred = figure("batch of 100, new members");
  if (hundred?.solady && hundred.gas > hundred.solady * 1.06) missed.push(`batch of 100: more than 6 % over solady (${hundred.gas} and ${hundred.solady})`);
  const first = figure("single award, new member");
  if (first?.openzeppelin && first.gas > first.openzeppelin * 1.15) missed.push(`single award: more than 15 % over OpenZeppelin (${first.gas} and ${first.openzeppelin})`);
  for (const { name, gas, openzeppelin = Infinity, solady = Infinity } of figures.filter(({ name }) => /second badge|holders of another/.test(name))) {
    if (gas >= Math.min(openzeppelin, solady)) missed.push(`${name}: not below OpenZeppelin and solady`);
  }
  if (loopingBatch.gas > 16_700_000 || loopingBatch.served !== 1) missed.push(`batch with looping receivers: ${loopingBatch.gas} gas, ${loopingBatch.served} served`);
  return missed;
}
