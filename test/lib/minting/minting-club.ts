import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address, createTestClient, createWalletClient, defineChain, http, publicActions } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { GET as badgeMetadata } from "@/app/api/metadata/badges/[file]/route";
import { contentHash } from "@/lib/badges/metadata";
import { insertEntitlement } from "@/lib/badges/store";
import { clubBadgesAbi } from "@/lib/generated/contracts";
import { ensureAccount } from "@/lib/membership/ensure-account";
import { mintOnce } from "@/lib/minting/mint-once";
import { queueMints } from "@/lib/minting/queue-mints";
import type { MintSettings } from "@/lib/minting/rules";
import { outbox, txs } from "@/lib/minting/store";
import { deployment, forgetDeployment } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { database } from "@/lib/platform/mongo";
import { sleep } from "@/lib/platform/sleep";
import { deployClub, type Deployment } from "@/scripts/deployment/deploy-club";
import { seedDemoClub } from "@/scripts/deployment/seed-demo-club";
import { type LocalChain, startChain } from "@/scripts/local/chain";
import { testContext } from "../../setup/local-servers";
import { listen, startBadLine } from "./bad-line";

/** Accounts of every local chain: 0 deploys, 1 owns, 9 mints. */
export const DEPLOYER_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
export const OWNER_KEY = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
export const MINTER_KEY = "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6";
export const MINTER = privateKeyToAccount(MINTER_KEY).address;

/** Serves the metadata routes as the site does. */
async function startSite() {
  const server = createServer((request, response) => {
    const file = request.url?.split("/").at(-1) ?? "";
    void badgeMetadata(new Request(`http://site${request.url}`), { params: Promise.resolve({ file }) }).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  return { url: await listen(server), server };
}

export type MintingClub = Awaited<ReturnType<typeof startMintingClub>>;

/**
 * A chain of its own with a deployed club, a line to it that can be disturbed, and the pages that badges point to.
 * @param secondNode also configures a second line to the chain, for confirmation, that can be disturbed apart.
 * @param kept keeps the chain in a file, as on one machine, so that it can be stopped and started again.
 */
export async function startMintingClub({ secondNode = false, kept = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "minting-"));
  const context = testContext(`minting-${process.env.VITEST_POOL_ID ?? 0}-${Math.random().toString(36).slice(2)}`);
  // A chain that is kept would be the one of RPC_URL.
  if (kept) delete process.env.RPC_URL;
  const startNode = () => startChain({ ...context, memory: !kept });
  let node: LocalChain = await startNode();
  const proxy = await startBadLine(() => node.url);
  const second = await startBadLine(() => node.url);
  const site = await startSite();
  if (secondNode) process.env.RPC_URL_CONFIRM = second.url;
  Object.assign(process.env, { RPC_URL: proxy.url, APP_URL: site.url, DEPLOYMENTS_DIR: folder, MINTER_PRIVATE_KEY: MINTER_KEY });
  mkdirSync(folder, { recursive: true });

  const deploy = async (): Promise<Deployment> => {
    const owner = privateKeyToAccount(OWNER_KEY).address;
    const made = await deployClub({ rpcUrl: node.url, chainId: 31337, deployerKey: DEPLOYER_KEY, owner, treasury: owner, minter: MINTER, baseUrl: site.url, adminDelaySeconds: 0 });
    const contentHashes = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [index + 1, contentHash({ id: index + 1, baseUrl: site.url })]));
    await seedDemoClub({ rpcUrl: node.url, deployment: made, ownerKey: OWNER_KEY, baseUrl: site.url, contentHashes });
    writeFileSync(join(folder, "31337.json"), JSON.stringify(made));
    return made;
  };
  await deploy();
  forgetDeployment();

  const chain = defineChain({ id: 31337, name: "test", nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 }, rpcUrls: { default: { http: [node.url] } } });
  const direct = () => createTestClient({ mode: "anvil", chain, transport: http(node.url) }).extend(publicActions);
  const walletOf = (key: `0x${string}`) => createWalletClient({ account: privateKeyToAccount(key), chain, transport: http(node.url) });
  const contract = () => ({ abi: clubBadgesAbi, address: deployment().badges.address }) as const;

  return {
    proxy,
    second,
    site,
    direct,
    walletOf,
    contract,
    deploy,
    /** Sends as the owner and waits for the block. */
    async asOwner(call: (wallet: ReturnType<typeof walletOf>) => Promise<`0x${string}`>) {
      await direct().waitForTransactionReceipt({ hash: await call(walletOf(OWNER_KEY)) });
    },
    /** A block as the node tells it over the wire. */
    rawBlock: (block: string) => walletOf(OWNER_KEY).request<{ Method: "eth_getBlockByNumber"; Parameters: [string, false]; ReturnType: Record<string, unknown> }>({ method: "eth_getBlockByNumber", params: [block, false] }),
    /** The minter's key sends something of its own, past the club. */
    useNonceElsewhere: () => walletOf(MINTER_KEY).sendTransaction({ to: MINTER, value: 0n }),
    /** Stops the node in order and starts it again: with what it kept, or empty. */
    async restartNode() {
      await node.stop();
      const { RPC_URL } = process.env;
      if (kept) delete process.env.RPC_URL;
      node = await startNode();
      process.env.RPC_URL = RPC_URL;
    },
    /** A member with an entitlement to each of these badges, in the outbox. */
    async earn({ badges, wallet = privateKeyToAccount(generatePrivateKey()).address }: { badges: number[]; wallet?: Address }) {
      const account = await ensureAccount({ wallet: wallet.toLowerCase() as Address, locale: "en" });
      for (const badgeId of badges) await insertEntitlement({ _id: `${account._id}:${badgeId}`, memberId: account._id, badgeId, wallet: account.wallet, xp: 100, at: now() });
      await queueMints({ memberId: account._id });
      return account;
    },
    holds: (wallet: Address, id: number) => direct().readContract({ ...contract(), functionName: "balanceOf", args: [wallet, BigInt(id)] }),
    /** How many awards of the badge to the wallet the chain has in its events. */
    async awards(wallet: Address, id: number): Promise<number> {
      const logs = await direct().getContractEvents({ ...contract(), eventName: "TransferSingle", args: { to: wallet }, fromBlock: 0n });
      return logs.filter((log) => log.args.id === BigInt(id) && log.args.value === 1n).length;
    },
    /** Whether every badge of these members has arrived for good, and no transaction is open. */
    allFinal: (...memberIds: string[]) => async () =>
      (await outbox().countDocuments({ memberId: { $in: memberIds }, state: { $ne: "final" } })) === 0 && (await txs().countDocuments({ state: { $in: ["signed", "broadcast"] } })) === 0,
    items: (memberId: string) => outbox().find({ memberId }).sort({ badgeId: 1 }).toArray(),
    log: () => txs().find({}).sort({ nonce: 1 }).toArray(),
    async wipe() {
      proxy.clear();
      second.clear();
      for (const name of ["mint_outbox", "chain_txs", "signer_leases", "chain_cursors", "chain_events", "badge_entitlements", "jobs"]) await database().collection(name).deleteMany({});
    },
    async stop() {
      const servers = [proxy.server, second.server, site.server];
      for (const server of servers) server.closeAllConnections();
      await Promise.all([...servers.map((server) => new Promise((done) => server.close(done))), node.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** No waiting for company, no grace: every turn decides at once. The lease outlives a busy machine. */
export const AT_ONCE: Partial<MintSettings> = { waitMs: 0, resendAfterMs: 0, missingGraceMs: 0, lagGraceMs: 0, bumpAfterMs: 0, bumpAfterBlocks: 0, watchMs: 0, leaseMs: 60_000 };

/** One turn of the loop. */
export const turn = (settings: Partial<MintSettings> = AT_ONCE) => mintOnce({ owner: "worker-a", settings });

type Turns = { owner?: string; settings?: Partial<MintSettings>; until: () => Promise<boolean> };

const PATIENCE_MS = 20_000;

/** Turns the loop until something holds; fails after 20 s. A turn that throws is a turn. */
export async function turnUntil({ owner = "worker-a", settings = AT_ONCE, until }: Turns): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  let fault: unknown;
  while (Date.now() < end) {
    await mintOnce({ owner, settings }).catch((error: unknown) => (fault = error));
    if (await until()) return;
    await sleep(20);
  }
  throw new Error("It did not come about.", { cause: fault });
}
