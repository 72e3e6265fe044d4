import { type Address, getAddress, isAddress, type Chain, type Hex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import * as knownChains from "viem/chains";

const LOCAL_CHAIN_ID = 31337;

export type DeployConfig = { chain: Chain; rpcUrl: string; deployerKey: Hex; owner: Address; treasury: Address; minter: Address; baseUrl: string; adminDelaySeconds: number };

/** Which chain is meant by `--network`: a name of viem's list (sepolia, baseSepolia, mainnet, …) or a chain id. */
export function findChain(network: string): Chain {
  const all: readonly Chain[] = Object.values(knownChains as Record<string, Chain>);
  const byName = (knownChains as Record<string, Chain>)[network];
  const found = byName ?? all.find(({ id }) => String(id) === network);
  if (!found) throw new Error(`There is no network "${network}": use a name such as sepolia, baseSepolia or mainnet, or a chain id.`);
  return found;
}

/**
 * What a deployment needs, from the environment: DEPLOYER_PRIVATE_KEY, OWNER_ADDRESS, TREASURY_ADDRESS, APP_URL, and
 * MINTER_ADDRESS or MINTER_PRIVATE_KEY; RPC_URL unless the chain has a public one. Every fault is named at once.
 * The minter must not be the owner outside the local chain: a stolen server key must not own the club.
 */
export function readDeployConfig(network: string, env: Readonly<Record<string, string | undefined>>): DeployConfig {
  const chain = findChain(network);
  const faults: string[] = [];
  const address = (name: string, value: string | undefined): Address => {
    if (value && isAddress(value)) return getAddress(value);
    faults.push(value ? `${name} is not an address` : `${name} is missing`);
    return "0x0000000000000000000000000000000000000000";
  };
  const isKey = (value: string | undefined): value is Hex => /^0x[0-9a-fA-F]{64}$/.test(value ?? "");
  const { DEPLOYER_PRIVATE_KEY, MINTER_PRIVATE_KEY, MINTER_ADDRESS, APP_URL } = env;
  if (!isKey(DEPLOYER_PRIVATE_KEY)) faults.push(DEPLOYER_PRIVATE_KEY ? "DEPLOYER_PRIVATE_KEY is not a private key" : "DEPLOYER_PRIVATE_KEY is missing");
  const owner = address("OWNER_ADDRESS", env.OWNER_ADDRESS);
  const treasury = address("TREASURY_ADDRESS", env.TREASURY_ADDRESS);
  const derived = !MINTER_ADDRESS && isKey(MINTER_PRIVATE_KEY) ? privateKeyToAddress(MINTER_PRIVATE_KEY) : MINTER_ADDRESS;
  const minter = address("MINTER_ADDRESS (or MINTER_PRIVATE_KEY)", derived);
  if (!APP_URL || !URL.canParse(APP_URL)) faults.push(APP_URL ? "APP_URL is not a URL" : "APP_URL is missing");
  const rpcUrl = env.RPC_URL ?? chain.rpcUrls.default.http[0];
  if (!rpcUrl) faults.push("RPC_URL is missing");
  if (chain.id !== LOCAL_CHAIN_ID && faults.length === 0 && minter === owner) faults.push("the minter must not be the owner");
  if (faults.length > 0 || !isKey(DEPLOYER_PRIVATE_KEY) || !APP_URL || !rpcUrl) throw new Error(`The club can not be deployed: ${faults.join("; ")}.`);
  const adminDelaySeconds = chain.id === LOCAL_CHAIN_ID ? 0 : 24 * 3600;
  return { chain, rpcUrl, deployerKey: DEPLOYER_PRIVATE_KEY, owner, treasury, minter, baseUrl: APP_URL.replace(/\/+$/, ""), adminDelaySeconds };
}
