import { type Hash, type Hex, parseEther, zeroAddress, zeroHash } from "viem";
import { clubBadgesAbi, clubMembershipAbi } from "@/lib/generated/contracts";
import { chainClients, type Deployment } from "./deploy-club";
import { contractUri, tokenUri } from "./metadata-urls";

const DAY_SECONDS = 24n * 3600n;
const MEMBER_TIER = 1;
const DEMO_PLANS = [
  { duration: 30n * DAY_SECONDS, price: parseEther("0.01") },
  { duration: 365n * DAY_SECONDS, price: parseEther("0.08") },
];
/** The ten badges of the club and the extra one that a demo can reach in minutes. */
export const DEMO_BADGE_IDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

export type SeedDemoClub = {
  rpcUrl: string;
  deployment: Pick<Deployment, "chainId" | "membership" | "badges">;
  ownerKey: Hex;
  baseUrl: string;
  /** keccak256 of each badge's metadata JSON by id; zero where it is not known. */
  contentHashes?: Readonly<Record<number, Hash>>;
};

/** Readers of both contracts, and a writer that waits for its block and fails loudly. */
function openClub({ rpcUrl, deployment, ownerKey }: Omit<SeedDemoClub, "baseUrl" | "contentHashes">) {
  const { reader, wallet } = chainClients({ rpcUrl, chainId: deployment.chainId, key: ownerKey });
  const membership = { abi: clubMembershipAbi, address: deployment.membership.address } as const;
  const badges = { abi: clubBadgesAbi, address: deployment.badges.address } as const;
  const done = async (hash: Hash) => {
    const { status } = await reader.waitForTransactionReceipt({ hash, timeout: 60_000 });
    if (status !== "success") throw new Error(`Transaction ${hash} of the demo owner failed.`);
  };
  return { reader, wallet, membership, badges, done };
}

/**
 * Gives a fresh local club its tier, plans and badges, as its owner. Reads first what is there, so running it again
 * changes nothing. Addresses (`baseUrl`) of tokens that exist already are left to `setClubUrls`.
 */
export async function seedDemoClub({ baseUrl, contentHashes = {}, ...club }: SeedDemoClub): Promise<void> {
  const { reader, wallet, membership, badges, done } = openClub(club);
  if ((await reader.readContract({ ...membership, functionName: "uri", args: [BigInt(MEMBER_TIER)] })) === "") {
    await done(await wallet.writeContract({ ...membership, functionName: "setTierURI", args: [BigInt(MEMBER_TIER), tokenUri(baseUrl, "membership", MEMBER_TIER)] }));
  }
  const planned = Number(await reader.readContract({ ...membership, functionName: "planCount" }));
  for (const { duration, price } of DEMO_PLANS.slice(planned)) {
    await done(await wallet.writeContract({ ...membership, functionName: "setPlan", args: [MEMBER_TIER, duration, zeroAddress, price] }));
  }
  const defined = await reader.readContract({ ...badges, functionName: "definedBadges" });
  for (const id of DEMO_BADGE_IDS) {
    if ((defined >> BigInt(id)) & 1n) continue;
    const args = [BigInt(id), tokenUri(baseUrl, "badges", id), contentHashes[id] ?? zeroHash] as const;
    await done(await wallet.writeContract({ ...badges, functionName: "defineBadge", args }));
  }
}

/**
 * Points every token and both collections at `baseUrl`, as the owner: for a kept local chain whose web port moved.
 * What already points there is not touched; a frozen badge keeps its address. A content hash is replaced only where
 * a new one is given.
 */
export async function setClubUrls({ baseUrl, contentHashes = {}, ...club }: SeedDemoClub): Promise<void> {
  const { reader, wallet, membership, badges, done } = openClub(club);
  const tier = BigInt(MEMBER_TIER);
  const tierUri = tokenUri(baseUrl, "membership", MEMBER_TIER);
  if ((await reader.readContract({ ...membership, functionName: "uri", args: [tier] })) !== tierUri) {
    await done(await wallet.writeContract({ ...membership, functionName: "setTierURI", args: [tier, tierUri] }));
  }
  if ((await reader.readContract({ ...membership, functionName: "contractURI" })) !== contractUri(baseUrl, "membership")) {
    await done(await wallet.writeContract({ ...membership, functionName: "setContractURI", args: [contractUri(baseUrl, "membership")] }));
  }
  if ((await reader.readContract({ ...badges, functionName: "contractURI" })) !== contractUri(baseUrl, "badges")) {
    await done(await wallet.writeContract({ ...badges, functionName: "setContractURI", args: [contractUri(baseUrl, "badges")] }));
  }
  const defined = await reader.readContract({ ...badges, functionName: "definedBadges" });
  for (let id = 0; id < 128; id++) {
    if (!((defined >> BigInt(id)) & 1n)) continue;
    const [uri, hash, frozen] = await reader.readContract({ ...badges, functionName: "badge", args: [BigInt(id)] });
    const wanted = { uri: tokenUri(baseUrl, "badges", id), hash: contentHashes[id] ?? hash };
    // A frozen badge stays as it is, and so does one whose metadata somebody else hosts.
    if (frozen || !uri.endsWith(new URL(wanted.uri).pathname) || (uri === wanted.uri && hash === wanted.hash)) continue;
    await done(await wallet.writeContract({ ...badges, functionName: "setBadgeURI", args: [BigInt(id), wanted.uri, wanted.hash] }));
  }
}
