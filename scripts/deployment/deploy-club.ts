import { type Address, createPublicClient, createWalletClient, defineChain, type Hash, type Hex, http, keccak256, type PublicClient } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { clubBadgesAbi, clubMembershipAbi } from "@/lib/generated/contracts";
import { readArtifact, readCommit } from "./artifacts";
import { contractUri } from "./metadata-urls";
import { collectSources, hashSources } from "./sources-file";

/** One contract on the chain: where it is, and the block and code that identify this deployment. */
export type DeployedContract = { address: Address; block: number; blockHash: Hash; txHash: Hash; codeHash: Hash };

/** The content of `deployments/<chainId>.json`. */
export type Deployment = {
  chainId: number;
  membership: DeployedContract;
  badges: DeployedContract;
  /** In the order of the constructors, as JSON values. */
  constructorArgs: { membership: (string | number)[]; badges: (string | number)[] };
  /** keccak256 of the compiler inputs of both contracts. */
  solcInputHash: Hash;
  commit: string;
};

export type DeployClub = {
  rpcUrl: string;
  chainId: number;
  /** Pays for the deployment and keeps no role. */
  deployerKey: Hex;
  owner: Address;
  treasury: Address;
  minter: Address;
  /** Where the club's metadata routes answer, without a trailing slash. */
  baseUrl: string;
  /** Seconds between announcing and accepting a new owner. */
  adminDelaySeconds: number;
  clubName?: string;
  /** Seconds in which a first own purchase can be refunded, at most 14 days. */
  refundWindowSeconds?: number;
  /** Told after each step, for a progress line. */
  onStep?: (step: string) => void;
};

const REQUEST_TIMEOUT_MS = 15_000;
const RECEIPT_TIMEOUT_MS = 300_000;
const LOCAL_CHAIN_ID = 31337;
const WEEK_SECONDS = 7 * 24 * 3600;

/** The constructor arguments of both contracts; the badges' fifth needs the membership's address. */
export function constructorArgs(options: Omit<DeployClub, "rpcUrl" | "chainId" | "deployerKey" | "onStep">) {
  const { owner, treasury, minter, baseUrl, adminDelaySeconds, clubName = "FOMO Voice Club", refundWindowSeconds = WEEK_SECONDS } = options;
  return {
    membership: [`${clubName} Pass`, "FOMOPASS", contractUri(baseUrl, "membership"), owner, adminDelaySeconds, treasury, refundWindowSeconds] as const,
    badges: (membership: Address) =>
      [`${clubName} Badges`, "FOMOBADGE", contractUri(baseUrl, "badges"), owner, adminDelaySeconds, membership, minter] as const,
  };
}

/** Clients for one RPC endpoint, with bounded requests and a poll rate that fits the chain. */
export function chainClients({ rpcUrl, chainId, key }: { rpcUrl: string; chainId: number; key: Hex }) {
  const chain = defineChain({
    id: chainId,
    name: `Chain ${chainId}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const transport = http(rpcUrl, { timeout: REQUEST_TIMEOUT_MS });
  const pollingInterval = chainId === LOCAL_CHAIN_ID ? 50 : 3_000;
  return {
    reader: createPublicClient({ chain, transport, pollingInterval }),
    wallet: createWalletClient({ chain, transport, pollingInterval, account: privateKeyToAccount(key) }),
  };
}

/** Waits for a deployment and reads back what is really there. */
async function readDeployed(reader: PublicClient, txHash: Hash, name: string): Promise<DeployedContract> {
  const receipt = await reader.waitForTransactionReceipt({ hash: txHash, timeout: RECEIPT_TIMEOUT_MS });
  if (receipt.status !== "success" || !receipt.contractAddress) throw new Error(`The deployment of ${name} failed in transaction ${txHash}.`);
  const code = await reader.getCode({ address: receipt.contractAddress });
  if (!code) throw new Error(`There is no code at ${receipt.contractAddress} after deploying ${name}.`);
  return {
    address: receipt.contractAddress,
    block: Number(receipt.blockNumber),
    blockHash: receipt.blockHash,
    txHash,
    codeHash: keccak256(code),
  };
}

/**
 * Deploys both contracts from the artifacts of the last build and reports where they are. Always deploys anew:
 * whoever calls decides whether there is a deployment already. Throws when the RPC endpoint serves another chain.
 */
export async function deployClub(options: DeployClub): Promise<Deployment> {
  const { rpcUrl, chainId, deployerKey, onStep = () => {} } = options;
  const { reader, wallet } = chainClients({ rpcUrl, chainId, key: deployerKey });
  const served = await reader.getChainId();
  if (served !== chainId) throw new Error(`The RPC endpoint serves chain ${served}, not ${chainId}.`);

  const args = constructorArgs(options);
  const membershipTx = await wallet.deployContract({ abi: clubMembershipAbi, bytecode: readArtifact("ClubMembership").bytecode, args: args.membership });
  const membership = await readDeployed(reader, membershipTx, "ClubMembership");
  onStep(`ClubMembership at ${membership.address}`);

  const badgesArgs = args.badges(membership.address);
  const badgesTx = await wallet.deployContract({ abi: clubBadgesAbi, bytecode: readArtifact("ClubBadges").bytecode, args: badgesArgs });
  const badges = await readDeployed(reader, badgesTx, "ClubBadges");
  onStep(`ClubBadges at ${badges.address}`);

  return {
    chainId,
    membership,
    badges,
    constructorArgs: { membership: [...args.membership], badges: [...badgesArgs] },
    solcInputHash: hashSources(collectSources()),
    commit: readCommit(),
  };
}
