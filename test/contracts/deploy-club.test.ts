import { describe, expect, test } from "vitest";
import { network } from "hardhat";
import { getAddress, keccak256, zeroHash } from "viem";
import { privateKeyToAccount, privateKeyToAddress } from "viem/accounts";
import { clubBadgesAbi, clubMembershipAbi } from "@/lib/generated/contracts";
import { chainClients, deployClub } from "@/scripts/deployment/deploy-club";
import { DEMO_BADGE_IDS, seedDemoClub, setClubUrls } from "@/scripts/deployment/seed-demo-club";
import { HASH } from "./support/club";

/** The published keys of Hardhat's own accounts. */
const KEYS = [
  "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
  "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
] as const;
const [deployerKey, ownerKey] = KEYS;
const owner = privateKeyToAddress(ownerKey);
const treasury = getAddress("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC");
const minter = getAddress("0x90F79bf6EB2c4f870365E785982E1f101E93b906");
const baseUrl = "http://127.0.0.1:3000";

async function withChain(use: (rpcUrl: string) => Promise<void>) {
  const server = await network.createServer({ network: "default" }, "127.0.0.1", 0);
  const { address, port } = await server.listen();
  try {
    await use(`http://${address}:${port}`);
  } finally {
    await server.close();
  }
}

describe("deployClub and the demo club", () => {
  test("default: both contracts, their roles, and what the file needs to recognise them", () =>
    withChain(async (rpcUrl) => {
      const deployment = await deployClub({ rpcUrl, chainId: 31337, deployerKey, owner, treasury, minter, baseUrl, adminDelaySeconds: 0 });
      const { reader } = chainClients({ rpcUrl, chainId: 31337, key: deployerKey });
      for (const { address, block, blockHash, codeHash } of [deployment.membership, deployment.badges]) {
        expect((await reader.getBlock({ blockNumber: BigInt(block) })).hash).toBe(blockHash);
        expect(keccak256((await reader.getCode({ address })) ?? "0x")).toBe(codeHash);
      }
      const membership = { abi: clubMembershipAbi, address: deployment.membership.address } as const;
      const badges = { abi: clubBadgesAbi, address: deployment.badges.address } as const;
      expect(await reader.readContract({ ...membership, functionName: "owner" })).toBe(owner);
      expect(await reader.readContract({ ...badges, functionName: "owner" })).toBe(owner);
      expect(await reader.readContract({ ...membership, functionName: "treasury" })).toBe(treasury);
      expect(await reader.readContract({ ...badges, functionName: "getRoleMembers", args: [await reader.readContract({ ...badges, functionName: "MINTER_ROLE" })] })).toEqual([minter]);
      expect(await reader.readContract({ ...membership, functionName: "isAdmin", args: [privateKeyToAccount(deployerKey).address] })).toBe(false);
      expect(deployment.constructorArgs.membership[3]).toBe(owner);
      expect(JSON.parse(JSON.stringify(deployment))).toEqual(deployment);

      const seed = { rpcUrl, deployment, ownerKey, baseUrl, contentHashes: { 1: HASH } };
      await seedDemoClub(seed);
      expect(await reader.readContract({ ...membership, functionName: "planCount" })).toBe(2n);
      expect(await reader.readContract({ ...badges, functionName: "definedBadges" })).toBe(DEMO_BADGE_IDS.reduce((bits, id) => bits | (1n << BigInt(id)), 0n));
      expect(await reader.readContract({ ...badges, functionName: "badge", args: [1n] })).toEqual([`${baseUrl}/api/metadata/badges/1.json`, HASH, false]);
      const seeded = await reader.getBlockNumber();
      await seedDemoClub(seed);
      expect(await reader.getBlockNumber(), "seeding again changes nothing").toBe(seeded);

      const moved = "http://127.0.0.1:4000";
      await setClubUrls({ rpcUrl, deployment, ownerKey, baseUrl: moved });
      expect(await reader.readContract({ ...membership, functionName: "uri", args: [1n] })).toBe(`${moved}/api/metadata/membership/1.json`);
      expect(await reader.readContract({ ...badges, functionName: "contractURI" })).toBe(`${moved}/api/metadata/badges/contract.json`);
      expect(await reader.readContract({ ...badges, functionName: "badge", args: [1n] })).toEqual([`${moved}/api/metadata/badges/1.json`, HASH, false]);
      expect((await reader.readContract({ ...badges, functionName: "badge", args: [11n] }))[1]).toBe(zeroHash);
      const pointed = await reader.getBlockNumber();
      await setClubUrls({ rpcUrl, deployment, ownerKey, baseUrl: moved });
      expect(await reader.getBlockNumber()).toBe(pointed);
    }));

  test("error: an endpoint that serves another chain", () =>
    withChain(async (rpcUrl) => {
      const call = deployClub({ rpcUrl, chainId: 1, deployerKey, owner, treasury, minter, baseUrl, adminDelaySeconds: 0 });
      await expect(call).rejects.toThrow("The RPC endpoint serves chain 31337, not 1.");
    }));
});
