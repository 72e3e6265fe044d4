import { readFileSync } from "node:fs";
import { type Abi, createTestClient, erc20Abi, type Hex, http, parseAbi, zeroAddress } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ChainWallet, connectChainWallet } from "../../setup/chain-wallet";
import { deployTestClub, fundedAccount, type TestClub } from "../../setup/deployed-club";
import { buyPass } from "@/app/_web3/buy-pass";
import { checkGrants, sendGrants } from "@/app/_web3/grant-passes";
import { switchAutoRenew, takeRefund } from "@/app/_web3/own-pass-acts";
import { sendPanelCall } from "@/app/_web3/panel-call";
import { reissuePass } from "@/app/_web3/reissue-pass";
import { sendCall } from "@/app/_web3/send-call";
import type { ActStep } from "@/app/_web3/use-chain-act";
import type { WalletSettings } from "@/app/_web3/wallet-settings";
import { findDueRenewals } from "@/lib/membership/find-due-renewals";
import { findEndedPasses } from "@/lib/membership/find-ended-passes";
import { followChainOnce } from "@/lib/membership/follow-chain";
import { parseGrants } from "@/lib/membership/grant-rules";
import { daysLeft } from "@/lib/membership/pass-rules";
import { queueRenewals } from "@/lib/membership/queue-renewals";
import { readClub } from "@/lib/membership/read-club";
import { readMoney } from "@/lib/membership/read-money";
import { readOwnPass } from "@/lib/membership/read-own-pass";
import { renewDuePasses } from "@/lib/membership/renew-due-passes";
import { readSuccessor } from "@/lib/membership/read-successor";
import { readTiers } from "@/lib/membership/read-tiers";
import type { PlanView } from "@/lib/membership/schema";
import { explainChainError } from "@/lib/platform/chain-errors";
import { shiftClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { chainClients } from "@/scripts/deployment/deploy-club";

let club: TestClub;
let settings: WalletSettings;
let owner: ChainWallet;
const tokenAbi = [...erc20Abi, ...parseAbi(["function mint(address to, uint256 amount)"])];

const steps: string[] = [];
const onStep = ({ step }: ActStep) => void steps.push(step);
const lower = (address: string) => address.toLowerCase() as `0x${string}`;
/** What `work` is refused with, as the page explains it. */
const faultOf = async (work: Promise<unknown>) => {
  const { key, values } = explainChainError(await work.then(() => new Error("it went through"), (error: unknown) => error));
  return { key, values };
};
async function newWallet(): Promise<ChainWallet> {
  const key = generatePrivateKey();
  await fundedAccount(key);
  return connectChainWallet({ key, settings });
}
const planOf = async (find: (plan: PlanView) => boolean): Promise<PlanView> => {
  const plan = (await readClub({ maxAgeMs: 0 })).plans.filter(find).at(-1);
  if (!plan) throw new Error("There is no such plan.");
  return plan;
};
const asOwner = (functionName: "setPlan" | "setCurrency" | "setMaxMembers" | "withdraw" | "pause" | "unpause" | "setPlanActive" | "extend" | "revoke" | "setSuccessor", args: readonly unknown[]) =>
  sendPanelCall({ wallet: owner, settings, onStep }, { contract: "membership", functionName, args } as never);

/** Deploys a mock token and puts a 30-day plan of 5 tokens on sale. */
async function sellIn(token: "PlainToken" | "SilentToken"): Promise<{ address: Hex; plan: PlanView; mint: (to: string, amount: bigint) => Promise<void> }> {
  const { reader, wallet } = chainClients({ rpcUrl: settings.rpcUrl, chainId: 31337, key: club.ownerKey });
  const { abi, bytecode } = JSON.parse(readFileSync(`artifacts/contracts/mocks/Tokens.sol/${token}.json`, "utf8")) as { abi: Abi; bytecode: Hex };
  const { contractAddress } = await reader.waitForTransactionReceipt({ hash: await wallet.deployContract({ abi, bytecode }) });
  if (!contractAddress) throw new Error("The token was not deployed.");
  await asOwner("setCurrency", [contractAddress, true]);
  await asOwner("setPlan", [1, 30n * 86_400n, contractAddress, 5n * 10n ** 18n]);
  const mint = async (to: string, amount: bigint) => {
    await reader.waitForTransactionReceipt({ hash: await wallet.writeContract({ abi: tokenAbi, address: contractAddress, functionName: "mint", args: [lower(to), amount] }) });
  };
  return { address: contractAddress, plan: await planOf((plan) => plan.currency.toLowerCase() === contractAddress.toLowerCase()), mint };
}

// Before anything reads the configuration.
const keeperKey = generatePrivateKey();
process.env.KEEPER_PRIVATE_KEY = keeperKey;

beforeAll(async () => {
  club = await deployTestClub();
  const { deployment } = club;
  settings = { clubName: "Club", chainId: 31337, chainName: "Local", rpcUrl: env().RPC_URL, explorerUrl: null, walletConnectId: null, membership: deployment.membership.address, badges: deployment.badges.address, locale: "en", sessionWallet: null, demoNames: null, groups: { demo: "", wallets: "" }, faults: {} as never };
  await fundedAccount(keeperKey);
  owner = await connectChainWallet({ key: club.ownerKey, settings });
});
afterAll(() => club.end());

describe("a pass for ETH", () => {
  test("default: bought, given more time by somebody else, and read as it is", async () => {
    const [ana, ben] = [await newWallet(), await newWallet()];
    const plan = await planOf(({ id }) => id === 1);
    const bought = await buyPass({ wallet: ana, settings, plan, onStep });
    expect(bought.account).toBe(ana.address);
    const pass = await readOwnPass({ wallet: lower(ana.address) });
    expect(pass).toMatchObject({ tier: 1, expiresAt: bought.expiresAt?.toISOString(), autoRenew: null, refund: { amount: plan.price, token: { symbol: "ETH", decimals: 18 } } });
    const given = await buyPass({ wallet: ben, settings, plan, to: lower(ana.address), onStep });
    expect((given.expiresAt?.getTime() ?? 0) - (bought.expiresAt?.getTime() ?? 0)).toBe(30 * 86_400_000);
    expect((await readOwnPass({ wallet: lower(ana.address) })).refund).not.toBeNull();
  });

  test("default: a refund pays back what was paid and ends the pass", async () => {
    const ana = await newWallet();
    const plan = await planOf(({ id }) => id === 1);
    await buyPass({ wallet: ana, settings, plan, onStep });
    expect(await takeRefund({ wallet: ana, settings, onStep })).toBe(BigInt(plan.price));
    expect(await readOwnPass({ wallet: lower(ana.address) })).toMatchObject({ tier: 0, expiresAt: null, refund: null });
    expect((await faultOf(takeRefund({ wallet: ana, settings, onStep }))).key).toBe("refundNone");
  });

  test("error: too little money is told with what is missing, a wrong network and a declined request by name", async () => {
    const key = generatePrivateKey();
    await createTestClient({ mode: "anvil", transport: http(settings.rpcUrl) }).setBalance({ address: privateKeyToAccount(key).address, value: 4n * 10n ** 15n });
    const poor = await connectChainWallet({ key, settings });
    const plan = await planOf(({ id }) => id === 1);
    const { key: fault, values } = await faultOf(buyPass({ wallet: poor, settings, plan, onStep }));
    expect(fault).toBe("shortBalance");
    expect(Number.parseFloat(values.amount ?? "")).toBeGreaterThanOrEqual(0.006);
    expect(values.amount).toMatch(/^0\.00\d+ ETH$/);
    const far = await connectChainWallet({ key, settings, chainId: 1 });
    expect(["wrongChain", "rejected"]).toContain((await faultOf(buyPass({ wallet: far, settings, plan, onStep }))).key);
    const ana = await newWallet();
    ana.refuse.add("eth_sendTransaction");
    expect((await faultOf(buyPass({ wallet: ana, settings, plan, onStep }))).key).toBe("rejected");
  });

  test("error: a plan off sale, a full club and a pause are told, and nothing is taken", async () => {
    const ana = await newWallet();
    const plan = await planOf(({ id }) => id === 1);
    const fault = async () => (await faultOf(buyPass({ wallet: ana, settings, plan, onStep }))).key;
    await asOwner("setPlanActive", [1n, false]);
    expect(await fault()).toBe("planGone");
    await asOwner("setPlanActive", [1n, true]);
    await asOwner("setMaxMembers", [(await readClub({ maxAgeMs: 0 })).members]);
    expect(await fault()).toBe("full");
    await asOwner("setMaxMembers", [0]);
    await asOwner("pause", []);
    expect(await fault()).toBe("paused");
    expect((await readClub({ maxAgeMs: 0 })).paused).toBe(true);
    await asOwner("unpause", []);
    expect((await buyPass({ wallet: ana, settings, plan, onStep })).account).toBe(ana.address);
  });
});

describe("a pass for a token", () => {
  test("default: a token with permits needs one signature and one transaction", async () => {
    const { plan, mint, address } = await sellIn("PlainToken");
    expect(plan).toMatchObject({ symbol: "PLN", decimals: 18 });
    const ana = await newWallet();
    expect(await faultOf(buyPass({ wallet: ana, settings, plan, onStep }))).toEqual({ key: "shortBalance", values: { amount: "5 PLN" } });
    await mint(ana.address, 5n * 10n ** 18n);
    steps.length = 0;
    await buyPass({ wallet: ana, settings, plan, onStep });
    expect(steps).toEqual(["check", "permit", "check", "wallet", "block"]);
    expect(ana.calls.filter((method) => method === "eth_sendTransaction")).toHaveLength(1);
    expect((await readOwnPass({ wallet: lower(ana.address) })).refund).toMatchObject({ amount: plan.price, token: { symbol: "PLN" } });
    // Also before the follower has come by.
    expect((await readMoney()).currencies.map((currency) => currency.address)).toContain(lower(address));
    await followChainOnce();
    const { currencies } = await readMoney();
    expect(currencies.find((currency) => currency.address === lower(address))).toMatchObject({ allowed: true, ledger: plan.price, escrow: plan.price, withdrawable: "0", stray: "0" });
  });

  test("default: automatic renewal is approved for so many renewals, sent by the keeper near the end, and off with one transaction", async () => {
    const { plan, mint, address } = await sellIn("PlainToken");
    const ana = await newWallet();
    await mint(ana.address, 50n * 10n ** 18n);
    await club.grant(lower(ana.address), BigInt(Math.floor(Date.now() / 1000)) + 3_600n);
    steps.length = 0;
    await switchAutoRenew({ wallet: ana, settings, onStep, renewal: { plan, maxPrice: BigInt(plan.price), approvals: 3 } });
    expect(steps).toEqual(["check", "check", "approve", "approveBlock", "check", "wallet", "block"]);
    expect(await club.reader.readContract({ abi: erc20Abi, address, functionName: "allowance", args: [ana.address, settings.membership] })).toBe(15n * 10n ** 18n);
    expect((await readOwnPass({ wallet: lower(ana.address) })).autoRenew).toEqual({ planId: plan.id, maxPrice: plan.price });
    await followChainOnce();
    expect(await queueRenewals()).toBe(true);
    expect(await queueRenewals()).toBe(false);
    expect(await renewDuePasses()).toBe(1);
    expect(daysLeft({ expiresAt: new Date((await readOwnPass({ wallet: lower(ana.address) })).expiresAt ?? 0), at: new Date() })).toBe(31);
    expect(await findDueRenewals()).toEqual([]);
    expect(await renewDuePasses()).toBe(0);
    ana.calls.length = 0;
    await switchAutoRenew({ wallet: ana, settings, onStep, renewal: null });
    expect(ana.calls.filter((method) => method === "eth_sendTransaction")).toHaveLength(1);
    expect((await readOwnPass({ wallet: lower(ana.address) })).autoRenew).toBeNull();
  });

  test("error: a renewal that cannot be paid is left alone and tried again later", async () => {
    const { plan, mint, address } = await sellIn("PlainToken");
    const ana = await newWallet();
    await mint(ana.address, 5n * 10n ** 18n);
    await club.grant(lower(ana.address), BigInt(Math.floor(Date.now() / 1000)) + 3_600n);
    await switchAutoRenew({ wallet: ana, settings, onStep, renewal: { plan, maxPrice: BigInt(plan.price), approvals: 1 } });
    await sendCall({ wallet: ana, settings, to: { abi: erc20Abi, address }, functionName: "transfer", args: [settings.badges, 1n], onStep });
    await followChainOnce();
    expect(await findDueRenewals()).toEqual([lower(ana.address)]);
    expect(await renewDuePasses()).toBe(0);
    expect(await findDueRenewals()).toEqual([lower(ana.address)]);
  });

  test("behavior: a token without permits, and without any answer, is approved for exactly the price first", async () => {
    const { plan, mint, address } = await sellIn("SilentToken");
    const ana = await newWallet();
    await mint(ana.address, 9n * 10n ** 18n);
    steps.length = 0;
    await buyPass({ wallet: ana, settings, plan, onStep });
    expect(steps).toEqual(["check", "check", "approve", "approveBlock", "check", "wallet", "block"]);
    expect(await club.reader.readContract({ abi: erc20Abi, address, functionName: "allowance", args: [ana.address, settings.membership] })).toBe(0n);
    expect(plan.decimals).toBe(0);
  });

  test("error: a declined permit stops everything", async () => {
    const { plan, mint } = await sellIn("PlainToken");
    const ana = await newWallet();
    await mint(ana.address, 5n * 10n ** 18n);
    ana.refuse.add("eth_signTypedData_v4");
    expect((await faultOf(buyPass({ wallet: ana, settings, plan, onStep }))).key).toBe("rejected");
    expect(ana.calls).not.toContain("eth_sendTransaction");
  });
});

describe("grants", () => {
  const list = (text: string) => parseGrants({ text, tiers: [1], defaults: { tier: 1, until: "30d" }, at: new Date() }).grants;
  const some = (count: number) => Array.from({ length: count }, () => privateKeyToAccount(generatePrivateKey()).address);

  test("default: a list of more than 100 goes in several transactions, and sent again does nothing", async () => {
    const grants = list(some(101).join("\n"));
    const told: [number, number][] = [];
    expect(await sendGrants({ wallet: owner, settings, onStep, grants, onDone: (given, all) => void told.push([given, all]) })).toBe(101);
    expect(told).toEqual([[0, 101], [100, 101], [101, 101]]);
    const again = await checkGrants({ wallet: owner, settings, onStep, grants });
    expect(again.batches).toEqual([]);
    expect(again.held).toHaveLength(101);
  });

  test("behavior: what ended half-way goes on with the rest", async () => {
    const wallets = some(3);
    await sendGrants({ wallet: owner, settings, onStep, grants: list(wallets.slice(0, 2).map((wallet) => `${wallet},1,lifetime`).join("\n")), onDone: () => undefined });
    const plan = await checkGrants({ wallet: owner, settings, onStep, grants: list(wallets.join("\n")) });
    expect(plan.held.map(({ line }) => line)).toEqual([1, 2]);
    expect(plan.batches.flatMap(({ grants }) => grants.map(({ line }) => line))).toEqual([3]);
    expect((await readOwnPass({ wallet: lower(wallets[0] ?? "") })).expiresAt).toBeNull();
  });

  test("error: too few seats and a refusing receiver stop the whole list before anything is sent", async () => {
    const { members } = await readClub({ maxAgeMs: 0 });
    await asOwner("setMaxMembers", [members + 1]);
    expect(await faultOf(checkGrants({ wallet: owner, settings, onStep, grants: list(some(2).join("\n")) }))).toEqual({ key: "seats", values: { need: "2", free: "1" } });
    await asOwner("setMaxMembers", [0]);
    const ana = await newWallet();
    expect((await faultOf(checkGrants({ wallet: ana, settings, onStep, grants: list(some(1).join("\n")) }))).key).toBe("notAllowed");
    expect((await readClub({ maxAgeMs: 0 })).members).toBe(members);
  });
});

describe("a pass by hand", () => {
  test("default: gets a later end, never an earlier one, and only where there is a pass", async () => {
    const ana = lower(privateKeyToAccount(generatePrivateKey()).address);
    const soon = BigInt(Math.floor(Date.now() / 1000)) + 3_600n;
    expect(await faultOf(asOwner("extend", [ana, soon]))).toEqual({ key: "notMember", values: { wallet: expect.stringContaining("…") as string } });
    await club.grant(ana, soon);
    await asOwner("extend", [ana, soon + 60n]);
    expect((await readOwnPass({ wallet: ana })).expiresAt).toBe(new Date(Number(soon + 60n) * 1000).toISOString());
    expect((await faultOf(asOwner("extend", [ana, soon]))).key).toBe("shorterExpiry");
  });

  test("behavior: keeps its seat for a week after its end, and is found to be cleared away then", async () => {
    const [ana, ben] = [lower(privateKeyToAccount(generatePrivateKey()).address), lower(privateKeyToAccount(generatePrivateKey()).address)];
    const end = BigInt(Math.floor(Date.now() / 1000)) + 3_600n;
    for (const wallet of [ana, ben]) await club.grant(wallet, end);
    await followChainOnce();
    const week = 7 * 86_400_000;
    shiftClock(week + 3_500_000);
    expect(await findEndedPasses()).not.toContain(ana);
    shiftClock(week + 3_700_000);
    expect(await findEndedPasses()).toEqual(expect.arrayContaining([ana, ben]));
    // Gone from the contract, still in the projection.
    await asOwner("revoke", [ben, "given in error"]);
    expect(await findEndedPasses()).not.toContain(ben);
    shiftClock(0);
  });
});

describe("the owner", () => {
  test("default: withdraws what no refund needs, to the treasury", async () => {
    const { currencies, treasury } = await readMoney();
    expect(treasury.toLowerCase()).toBe(lower(club.owner.address));
    const coin = currencies.find(({ address }) => address === zeroAddress);
    expect(BigInt(coin?.ledger ?? 0)).toBe(BigInt(coin?.escrow ?? 0) + BigInt(coin?.withdrawable ?? 0));
    expect(BigInt(coin?.withdrawable ?? 0)).toBeGreaterThan(0n);
    await asOwner("withdraw", [zeroAddress]);
    expect((await readMoney()).currencies.find(({ address }) => address === zeroAddress)).toMatchObject({ withdrawable: "0", escrow: coin?.escrow });
    expect((await faultOf(asOwner("withdraw", [zeroAddress]))).key).toBe("nothingToWithdraw");
    expect(await readTiers()).toEqual([1]);
  });

  test("default: names the successor once, and hears so the second time", async () => {
    expect(await readSuccessor()).toBeNull();
    await asOwner("setSuccessor", [settings.badges]);
    expect((await readSuccessor())?.toLowerCase()).toBe(settings.badges.toLowerCase());
    expect((await faultOf(asOwner("setSuccessor", [settings.badges]))).key).toBe("successorSet");
  });

  test("default: makes a lost wallet good, and only what there is", async () => {
    const [from, to] = [await newWallet(), await newWallet()];
    await club.grant(lower(from.address));
    expect(await reissuePass({ wallet: owner, settings, onStep, from: from.address, to: to.address })).toEqual({ pass: true, badges: false });
    expect((await readOwnPass({ wallet: lower(to.address) })).tier).toBe(1);
    expect((await faultOf(reissuePass({ wallet: owner, settings, onStep, from: from.address, to: to.address }))).key).toBe("nothingToReissue");
  });
});
