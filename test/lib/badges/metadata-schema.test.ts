import { keccak256, stringToBytes } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { GET as badgeFile } from "@/app/api/metadata/badges/[file]/route";
import { GET as passFile } from "@/app/api/metadata/membership/[file]/route";
import { contentHash } from "@/lib/badges/metadata";
import { clubBadgesAbi, clubMembershipAbi } from "@/lib/generated/contracts";
import { env } from "@/lib/platform/env";
import { chainClients } from "@/scripts/deployment/deploy-club";
import { deployTestClub, type TestClub } from "../../setup/deployed-club";

/** Token JSON by ERC-1155's metadata schema and what marketplaces read on top; closed, so that nothing slips in. */
const url = z.url({ protocol: /^https?$/ });
const tokenJson = z.strictObject({
  name: z.string().min(1).max(60),
  description: z.string().min(1),
  image: url,
  image_svg: url,
  external_url: url,
  decimals: z.literal(0),
  attributes: z.array(z.union([
    z.strictObject({ trait_type: z.string(), value: z.string().min(1) }),
    z.strictObject({ trait_type: z.string(), display_type: z.literal("number"), value: z.number().int().nonnegative() }),
  ])).min(3),
});
/** Contract JSON by ERC-7572. */
const contractJson = z.strictObject({
  name: z.string().min(1), symbol: z.string().min(1), description: z.string().min(1),
  image: url, banner_image: url, featured_image: url, external_link: url,
  collaborators: z.array(z.string().regex(/^0x[0-9a-fA-F]{40}$/)).max(1).optional(),
});

let club: TestClub;
beforeAll(async () => {
  club = await deployTestClub();
});
afterAll(() => club.end());

/** What answers at a URL that a contract gave: the route of its path. */
async function follow(uri: string): Promise<Response> {
  const [, collection, file = ""] = /\/api\/metadata\/(badges|membership)\/([^/]+)$/.exec(uri) ?? [];
  const route = collection === "badges" ? badgeFile : passFile;
  return route(new Request(uri), { params: Promise.resolve({ file }) });
}
const contracts = () => {
  const { reader, wallet } = chainClients({ rpcUrl: env().RPC_URL, chainId: 31337, key: club.ownerKey });
  return { reader, wallet, badges: { abi: clubBadgesAbi, address: club.deployment.badges.address } as const, membership: { abi: clubMembershipAbi, address: club.deployment.membership.address } as const };
};

describe("from the chain to what a collector sees", () => {
  test("default: every defined badge leads to valid JSON, and its picture is there", async () => {
    const { reader, badges } = contracts();
    const defined = await reader.readContract({ ...badges, functionName: "definedBadges" });
    const ids = Array.from({ length: 128 }, (_, id) => id).filter((id) => (defined >> BigInt(id)) & 1n);
    expect(ids.length).toBeGreaterThanOrEqual(10);
    const names = new Set<string>();
    for (const id of ids) {
      const json = tokenJson.parse(await (await follow(await reader.readContract({ ...badges, functionName: "uri", args: [BigInt(id)] }))).json());
      names.add(json.name);
      for (const picture of [json.image, json.image_svg]) expect((await follow(picture)).headers.get("content-type")).toMatch(/^image\//);
    }
    expect(names.size).toBe(ids.length);
  });

  test("default: the tier and both collections, with the names that the contracts say", async () => {
    const { reader, badges, membership } = contracts();
    tokenJson.parse(await (await follow(await reader.readContract({ ...membership, functionName: "uri", args: [1n] }))).json());
    for (const contract of [badges, { ...membership, abi: clubBadgesAbi }]) {
      const json = contractJson.parse(await (await follow(await reader.readContract({ ...contract, functionName: "contractURI" }))).json());
      expect([json.name, json.symbol]).toEqual([await reader.readContract({ ...contract, functionName: "name" }), await reader.readContract({ ...contract, functionName: "symbol" })]);
    }
  });

  test("default: the hash on the chain is the hash of the bytes at the badge's address", async () => {
    const { reader, wallet, badges } = contracts();
    const uri = await reader.readContract({ ...badges, functionName: "uri", args: [3n] });
    await reader.waitForTransactionReceipt({ hash: await wallet.writeContract({ ...badges, functionName: "setBadgeURI", args: [3n, uri, contentHash({ id: 3 })] }) });
    const [at, hash] = await reader.readContract({ ...badges, functionName: "badge", args: [3n] });
    expect(keccak256(stringToBytes(await (await follow(at)).text()))).toBe(hash);
  });
});
