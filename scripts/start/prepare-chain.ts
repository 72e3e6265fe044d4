import { getAddress, type Hex } from "viem";
import { contentHash } from "@/lib/badges/metadata";
import { plainContentHash } from "@/lib/badges/plain-metadata";
import { type Deployment, deployClub } from "../deployment/deploy-club";
import { DEMO_BADGE_IDS, seedDemoClub, setClubUrls } from "../deployment/seed-demo-club";
import { LocalFault } from "../local/failure";
import { withProgress } from "../local/tool";
import { LOCAL_KEYS, localAddress } from "./environment";
import { deploymentFile, matchData, readDeployment, rememberMatch } from "./match-data";
import { writeJson } from "./place";
import { seedDemoWallets } from "./seed-demo-wallets";

type PrepareChain = {
  /** The environment of the club's processes. */
  env: Record<string, string>;
  appUrl: string;
  log: (line: string) => void;
};

const text = (env: Record<string, string>, name: string): string => env[name] ?? "";

function placeOf(env: Record<string, string>) {
  return { folder: text(env, "DEPLOYMENTS_DIR"), chainId: Number(env.CHAIN_ID), rpcUrl: text(env, "RPC_URL"), mongoUrl: text(env, "MONGODB_URI"), database: text(env, "MONGODB_DB") };
}

/**
 * Makes the local chain the club's: deploys the contracts once, gives the demo wallets their roles and passes, and
 * points the tokens at the address of the pages, which may have moved. Another chain is left as it is.
 */
export async function prepareChain({ env, appUrl, log }: PrepareChain): Promise<void> {
  const place = placeOf(env);
  if (place.chainId !== 31337) return;
  const state = await matchData(place);
  const baseUrl = appUrl.replace(/\/$/, "");
  if (state === "deploy") await withProgress(log, "Deploying the contracts", () => deployAndSeed(place, baseUrl));
  const deployment = readDeployment(place.folder, place.chainId);
  if (!deployment) throw new LocalFault("The deployment of the local chain could not be written: check that .club can be written.");
  const owned = { rpcUrl: place.rpcUrl, deployment: deployment as unknown as Deployment, ownerKey: LOCAL_KEYS.owner, baseUrl, contentHashes: contentHashes(baseUrl) };
  if (state === "kept") {
    // A first start may have been killed between two of these; what is there already is left alone.
    await seedDemoClub(owned);
    await setClubUrls(owned);
  }
  await seedDemoWallets(owned);
}

/** The hash of each badge's metadata as the pages at `baseUrl` serve it. */
const contentHashes = (baseUrl: string) =>
  Object.fromEntries(Array.from({ length: 128 }, (_, id) => [id, DEMO_BADGE_IDS.includes(id) ? contentHash({ id, baseUrl }) : plainContentHash({ id, baseUrl })]));

async function deployAndSeed(place: ReturnType<typeof placeOf>, baseUrl: string): Promise<void> {
  const { rpcUrl, chainId, folder } = place;
  const address = (role: keyof typeof LOCAL_KEYS): Hex => getAddress(localAddress(role));
  const deployment = await deployClub({ rpcUrl, chainId, deployerKey: LOCAL_KEYS.deployer, owner: address("owner"), treasury: address("owner"), minter: address("minter"), baseUrl, adminDelaySeconds: 0 });
  writeJson(deploymentFile(folder, chainId), deployment);
  await seedDemoClub({ rpcUrl, deployment, ownerKey: LOCAL_KEYS.owner, baseUrl, contentHashes: contentHashes(baseUrl) });
}

/** Ties the database to the chain, once everything is seeded. */
export async function rememberChain(env: Record<string, string>): Promise<void> {
  const place = placeOf(env);
  if (place.chainId === 31337) await rememberMatch(place);
}
