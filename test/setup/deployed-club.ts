import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTestClient, http, parseEther, zeroAddress } from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { openSession } from "@/lib/auth/open-session";
import { clubMembershipAbi } from "@/lib/generated/contracts";
import { ensureAccount } from "@/lib/membership/ensure-account";
import { refreshMembership } from "@/lib/membership/refresh-membership";
import { members, type MemberRow, type Wallet } from "@/lib/membership/store";
import { forgetDeployment } from "@/lib/platform/chain";
import { env } from "@/lib/platform/env";
import { closeDatabase, createDeclaredIndexes, database } from "@/lib/platform/mongo";
import { chainClients, deployClub, type Deployment } from "@/scripts/deployment/deploy-club";
import { seedDemoClub } from "@/scripts/deployment/seed-demo-club";

// Set when this file is loaded, before anything reads the configuration. The minter is a new account of this worker:
// the chain is shared by all test files, and two senders with one key would take each other's nonces.
const FOLDER = mkdtempSync(path.join(tmpdir(), "club-deployments-"));
process.env.DEPLOYMENTS_DIR = FOLDER;
process.env.MINTER_PRIVATE_KEY = generatePrivateKey();

const LIFETIME = 2n ** 64n - 1n;
const DAY_SECONDS = 24n * 3600n;
const TIER = 1;

/** A new account with 10 ETH on the test chain. */
export async function fundedAccount(key = generatePrivateKey()): Promise<PrivateKeyAccount> {
  const account = privateKeyToAccount(key);
  await createTestClient({ mode: "anvil", transport: http(env().RPC_URL) }).setBalance({ address: account.address, value: parseEther("10") });
  return account;
}

/** The owner's and the holders' acts on the membership contract; each waits for its block. */
function actsOn(deployment: Deployment, owner: PrivateKeyAccount, ownerKey: `0x${string}`) {
  const { reader, wallet } = chainClients({ rpcUrl: env().RPC_URL, chainId: deployment.chainId, key: ownerKey });
  const contract = { abi: clubMembershipAbi, address: deployment.membership.address } as const;
  const done = async (hash: `0x${string}`) => {
    const receipt = await reader.waitForTransactionReceipt({ hash, timeout: 20_000 });
    if (receipt.status !== "success") throw new Error(`Transaction ${hash} reverted.`);
    return receipt;
  };
  return {
    reader,
    contract,
    /** Gives a pass, for a day unless told otherwise; `until` in unix seconds, `"lifetime"` for ever. */
    async grant(to: Wallet, until: bigint | "lifetime" = BigInt(Math.floor(Date.now() / 1000)) + DAY_SECONDS) {
      return done(await wallet.writeContract({ ...contract, account: owner, functionName: "grant", args: [to, TIER, until === "lifetime" ? LIFETIME : until] }));
    },
    async revoke(from: Wallet) {
      return done(await wallet.writeContract({ ...contract, account: owner, functionName: "revoke", args: [from, "test"] }));
    },
    async addAdmin(who: Wallet) {
      return done(await wallet.writeContract({ ...contract, account: owner, functionName: "addAdmin", args: [who] }));
    },
    async removeAdmin(who: Wallet) {
      return done(await wallet.writeContract({ ...contract, account: owner, functionName: "removeAdmin", args: [who] }));
    },
    async reissue(from: Wallet, to: Wallet) {
      return done(await wallet.writeContract({ ...contract, account: owner, functionName: "reissue", args: [from, to] }));
    },
    /** Buys plan 1 (30 days) for itself, as a newcomer would. */
    async buy(buyer: PrivateKeyAccount) {
      const plan = await reader.readContract({ ...contract, functionName: "plan", args: [1n] });
      const value = plan.currency === zeroAddress ? plan.price : 0n;
      return done(await wallet.writeContract({ ...contract, account: buyer, functionName: "buy", args: [1n, buyer.address, plan.price], value }));
    },
  };
}

export type TestClub = Awaited<ReturnType<typeof deployTestClub>>;

/**
 * Deploys a club of its own on the shared test chain, with the demo plans and badges unless `seeded` is false, makes
 * the indexes of every store loaded so far in this worker's database, and points the configuration at it. Import this file in
 * a test before anything reads the configuration.
 */
export async function deployTestClub({ seeded = true }: { seeded?: boolean } = {}) {
  if (env().DEPLOYMENTS_DIR !== FOLDER) throw new Error("The configuration was read before deployed-club.ts was loaded.");
  const ownerKey = generatePrivateKey();
  const minterKey = env().MINTER_PRIVATE_KEY as `0x${string}`;
  const [owner, minter] = await Promise.all([fundedAccount(ownerKey), fundedAccount(minterKey)]);
  const deployerKey = generatePrivateKey();
  await fundedAccount(deployerKey);
  const rpcUrl = env().RPC_URL;
  const deployment = await deployClub({ rpcUrl, chainId: env().CHAIN_ID, deployerKey, owner: owner.address, treasury: owner.address, minter: minter.address, baseUrl: env().APP_URL, adminDelaySeconds: 0 });
  if (seeded) await seedDemoClub({ rpcUrl, deployment, ownerKey, baseUrl: env().APP_URL });
  writeFileSync(path.join(FOLDER, `${deployment.chainId}.json`), JSON.stringify(deployment));
  forgetDeployment();
  await createDeclaredIndexes();
  return {
    deployment,
    owner,
    ownerKey,
    minter,
    ...actsOn(deployment, owner, ownerKey),
    /** Drops this worker's database and closes its connections: for afterAll. */
    async end() {
      await database().dropDatabase();
      await closeDatabase();
    },
  };
}

export type TestMember = { id: string; wallet: Wallet; account: PrivateKeyAccount; row: MemberRow; token: string; cookie: string };

/**
 * An account that is signed in, by default with a pass for a day. Everything is real: the pass is granted on-chain
 * and read into the projection, the session is opened by its use case.
 */
export async function createTestMember(
  club: TestClub,
  { pass = true, admin = false, speaker = false, name, account: given }: { pass?: boolean; admin?: boolean; speaker?: boolean; name?: string; account?: PrivateKeyAccount } = {},
): Promise<TestMember> {
  const account = given ?? (await fundedAccount());
  const wallet = account.address.toLowerCase() as Wallet;
  if (pass) await club.grant(wallet);
  if (admin) await club.addAdmin(wallet);
  const { _id: id } = await ensureAccount({ wallet, locale: "en" });
  if (speaker || name !== undefined) await members().updateOne({ _id: id }, { $set: { ...(speaker ? { speaker } : {}), ...(name === undefined ? {} : { name, nameKey: name.toLowerCase() }) } });
  const row = await members().findOne({ _id: id });
  if (!row) throw new Error("The account is not there.");
  await refreshMembership({ wallet });
  const { token } = await openSession({ memberId: id, wallet, chainId: env().CHAIN_ID, method: "eoa" });
  return { id, wallet, account, row, token, cookie: `club_session=${token}` };
}

type Handler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Calls an exported route handler as a browser on the club's own page would. `as` is who is signed in. */
export async function callRoute(
  handler: Handler,
  { method = "GET", path: target = "/", params = {}, body, as, headers = {} }: { method?: string; path?: string; params?: Record<string, string>; body?: unknown; as?: Pick<TestMember, "cookie">; headers?: Record<string, string> } = {},
): Promise<Response> {
  const origin = new URL(env().APP_URL).origin;
  const request = new Request(new URL(target, origin), {
    method,
    headers: {
      ...(method === "GET" ? {} : { origin }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(as ? { cookie: as.cookie } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return handler(request, { params: Promise.resolve(params) });
}
