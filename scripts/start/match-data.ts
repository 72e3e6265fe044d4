import { join } from "node:path";
import { MongoClient } from "mongodb";
import { createPublicClient, type Hex, http, keccak256 } from "viem";
import { LocalFault } from "../local/failure";
import { readJson } from "./place";

type Contract = { address: Hex; block: number | string; blockHash: Hex; codeHash: Hex };
/** The part of a deployment file that ties it to one chain. */
export type DeploymentFacts = { chainId: number; membership: Contract; badges: Contract };

/** The row in which the database remembers the chain it belongs to. Only this file reads and writes it. */
type Belonging = { _id: "chain"; deployment: string };

const TO_DO = "Put the missing part of .club back, or run `npm run reset` to start anew (members, XP and the local chain are then gone).";

export const deploymentFile = (folder: string, chainId: number): string => join(folder, `${chainId}.json`);
export const readDeployment = (folder: string, chainId: number): DeploymentFacts | undefined => readJson<DeploymentFacts>(deploymentFile(folder, chainId));

/** Names one deployment for good: a chain made anew gets another block hash. */
const nameOf = ({ chainId, badges }: DeploymentFacts): string => `${chainId}:${badges.address.toLowerCase()}:${badges.blockHash}`;

/** Whether both contracts of the file are on this chain: same block, same code. */
async function isOnChain(rpcUrl: string, { membership, badges }: DeploymentFacts): Promise<boolean> {
  const client = createPublicClient({ transport: http(rpcUrl, { timeout: 5_000, retryCount: 1 }) });
  for (const { address, block, blockHash, codeHash } of [membership, badges]) {
    const [code, found] = await Promise.all([client.getCode({ address }), client.getBlock({ blockNumber: BigInt(block) }).catch(() => undefined)]);
    if (!code || keccak256(code) !== codeHash || found?.hash !== blockHash) return false;
  }
  return true;
}

async function withBelonging<T>(mongoUrl: string, database: string, work: (read: () => Promise<string | undefined>, write: (name: string) => Promise<void>) => Promise<T>): Promise<T> {
  const client = new MongoClient(mongoUrl, { serverSelectionTimeoutMS: 5_000 });
  try {
    const rows = client.db(database).collection<Belonging>("local_chain");
    return await work(
      async () => (await rows.findOne({ _id: "chain" }))?.deployment,
      async (deployment) => void (await rows.updateOne({ _id: "chain" }, { $set: { deployment } }, { upsert: true })),
    );
  } finally {
    await client.close();
  }
}

type Place = { folder: string; chainId: number; rpcUrl: string; mongoUrl: string; database: string };

/**
 * Decides whether the contracts are still to be deployed, from the deployment file, the chain and the database.
 * @returns "deploy" for a new club, "kept" when all three belong together.
 * @throws LocalFault when one of them is of another club.
 */
export async function matchData({ folder, chainId, rpcUrl, mongoUrl, database }: Place): Promise<"deploy" | "kept"> {
  const facts = readDeployment(folder, chainId);
  return withBelonging(mongoUrl, database, async (read) => {
    const belongsTo = await read();
    if (!facts) {
      if (belongsTo === undefined) return "deploy";
      throw new LocalFault(`The database belongs to a chain whose deployment file .club/deployments/${chainId}.json is missing. ${TO_DO}`);
    }
    const onChain = await isOnChain(rpcUrl, facts);
    // A first start that was killed before it was done left a file but no row: it is done again.
    if (belongsTo === undefined && !onChain) return "deploy";
    if (!onChain) throw new LocalFault(`The chain file does not match the club's data: the contracts of .club/deployments/${chainId}.json are not on this chain. ${TO_DO}`);
    if (belongsTo !== undefined && belongsTo !== nameOf(facts)) throw new LocalFault(`The database belongs to another chain than the one in .club/chain. ${TO_DO}`);
    return "kept";
  });
}

/** Lets the database remember the chain it belongs to, once everything is deployed and seeded. */
export async function rememberMatch({ folder, chainId, mongoUrl, database }: Omit<Place, "rpcUrl">): Promise<void> {
  const facts = readDeployment(folder, chainId);
  if (facts) await withBelonging(mongoUrl, database, (_read, write) => write(nameOf(facts)));
}
