import { readFileSync } from "node:fs";
import path from "node:path";
import { type Address, type Chain, createPublicClient, createWalletClient, defineChain, type Hash, type Hex, http, type PublicClient } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import * as knownChains from "viem/chains";
import { z } from "zod";
import { env, isLocalChain, LOCAL_CHAIN_ID } from "./env";
import { ClubError } from "./errors";

const REQUEST_TIMEOUT_MS = 5_000;
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/).transform((value) => value as Address);
const hash = z.string().regex(/^0x[0-9a-fA-F]{64}$/).transform((value) => value as Hash);
const contract = z.object({ address, block: z.coerce.number().int(), blockHash: hash, codeHash: hash });
const deploymentFile = z.object({ chainId: z.number().int(), membership: contract, badges: contract });

/** Where the two contracts live on this chain, and the block and code they were deployed with. */
export type ChainDeployment = z.infer<typeof deploymentFile>;

let loaded: ChainDeployment | undefined;

/** The deployment of the configured chain, from its file. Throws with the command to run when there is none. */
export function deployment(): ChainDeployment {
  if (loaded) return loaded;
  const folder = env().DEPLOYMENTS_DIR ?? (isLocalChain() ? ".club/deployments" : "deployments");
  const file = path.resolve(folder, `${env().CHAIN_ID}.json`);
  let text: string;
  try {
    text = readFileSync(/* turbopackIgnore: true */ file, "utf8");
  } catch (cause) {
    throw new Error(`No deployment for chain ${env().CHAIN_ID}: run "npm run deploy -- --network …" first (looked for ${path.basename(file)}).`, { cause });
  }
  loaded = deploymentFile.parse(JSON.parse(text));
  return loaded;
}

/** Forgets what was read, so that the next use reads the file again: for a chain that was made anew, and for tests. */
export function forgetDeployment(): void {
  loaded = undefined;
  reader = undefined;
}

/**
 * Names one deployment for good: a chain that was reset or redeployed gets another id, so rows of the old one
 * can never be taken for rows of the new one.
 */
export const deploymentId = (): string => {
  const { chainId, badges } = deployment();
  return `${chainId}:${badges.address.toLowerCase()}:${badges.blockHash}`;
};

/** The configured chain with its own RPC and explorer. */
export function chain(): Chain {
  const { CHAIN_ID, RPC_URL, EXPLORER_URL } = env();
  // Widened first: the union of some seven hundred literal chain types costs the compiler gigabytes.
  const all: readonly Chain[] = Object.values(knownChains as Record<string, Chain>);
  const known = all.find((candidate) => candidate.id === CHAIN_ID && CHAIN_ID !== LOCAL_CHAIN_ID);
  return defineChain({
    ...(known ?? { id: CHAIN_ID, name: CHAIN_ID === LOCAL_CHAIN_ID ? "Local club chain" : `Chain ${CHAIN_ID}`, nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 } }),
    id: CHAIN_ID,
    rpcUrls: { default: { http: [RPC_URL] } },
    ...(EXPLORER_URL ? { blockExplorers: { default: { name: "Explorer", url: EXPLORER_URL } } } : {}),
  });
}

let reader: PublicClient | undefined;

/** Reads the chain; each request ends after 5 s, one retry. */
export const chainReader = (): PublicClient =>
  (reader ??= createPublicClient({ chain: chain(), transport: http(env().RPC_URL, { timeout: REQUEST_TIMEOUT_MS, retryCount: 1 }), pollingInterval: 500 }));

let confirmer: PublicClient | undefined;

/** The second node that is asked before something counts as final or gone; null when none is configured. */
export function confirmReader(): PublicClient | null {
  const url = env().RPC_URL_CONFIRM;
  if (!url) return null;
  return (confirmer ??= createPublicClient({ chain: chain(), transport: http(url, { timeout: REQUEST_TIMEOUT_MS, retryCount: 1 }) }));
}

/** The account whose key signs badge awards. @throws ClubError unavailable when this process was given no key */
export function minterAccount() {
  const key = env().MINTER_PRIVATE_KEY as Hex | undefined;
  if (!key) throw new ClubError("unavailable", "This process holds no minter key.", { reason: "minter_missing" });
  return privateKeyToAccount(key);
}

/** Signs and sends as the minter. Nonces and fees are always given by the caller, never guessed here. */
export const minterWallet = () =>
  createWalletClient({ account: minterAccount(), chain: chain(), transport: http(env().RPC_URL, { timeout: REQUEST_TIMEOUT_MS, retryCount: 0 }) });

/** Sends renewals that members have agreed to; it holds no role, only the network fees. Null when no key is given. */
export function keeperWallet() {
  const key = env().KEEPER_PRIVATE_KEY as Hex | undefined;
  return key ? createWalletClient({ account: privateKeyToAccount(key), chain: chain(), transport: http(env().RPC_URL, { timeout: REQUEST_TIMEOUT_MS, retryCount: 0 }) }) : null;
}

/** The page that shows a transaction: the configured explorer, or the club's own page on the local chain. */
export const explorerTxUrl = (tx: Hash): string => (env().EXPLORER_URL ? `${env().EXPLORER_URL}/tx/${tx}` : `${env().APP_URL}/chain/tx/${tx}`);

/** The page that shows an address, or null on the local chain, which has no explorer. */
export const explorerAddressUrl = (of: Address): string | null => (env().EXPLORER_URL ? `${env().EXPLORER_URL}/address/${of}` : null);

/** Throws `unavailable` unless the chain answers in time with the configured chain id. */
export async function pingChain(): Promise<void> {
  let id: number;
  try {
    id = await chainReader().getChainId();
  } catch (cause) {
    throw new ClubError("unavailable", "The chain does not answer.", { reason: "chain_away", cause });
  }
  if (id !== env().CHAIN_ID) throw new ClubError("unavailable", `The chain answers as ${id}, not ${env().CHAIN_ID}.`, { reason: "wrong_chain" });
}
