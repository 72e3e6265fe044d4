import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keccak256 } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import type { Deployment } from "@/scripts/deployment/deploy-club";
import { findChain, readDeployConfig } from "@/scripts/deployment/deploy-config";
import { checkDeployment, readDeployment, writeDeployment } from "@/scripts/deployment/deployment-file";
import { reader } from "./support/chain";
import { freshClub, HASH } from "./support/club";

const key = (digit: string) => `0x${digit.repeat(64)}` as const;
const good = {
  DEPLOYER_PRIVATE_KEY: key("1"), OWNER_ADDRESS: privateKeyToAddress(key("2")), TREASURY_ADDRESS: privateKeyToAddress(key("3")),
  MINTER_PRIVATE_KEY: key("4"), APP_URL: "https://club.example/", RPC_URL: "http://127.0.0.1:1",
};

describe("readDeployConfig", () => {
  test("default: everything from the environment, the minter from its key", () => {
    expect(readDeployConfig("sepolia", good)).toMatchObject({
      owner: good.OWNER_ADDRESS, treasury: good.TREASURY_ADDRESS, minter: privateKeyToAddress(key("4")), baseUrl: "https://club.example", adminDelaySeconds: 86_400, rpcUrl: good.RPC_URL,
    });
    expect(readDeployConfig("31337", { ...good, MINTER_ADDRESS: good.OWNER_ADDRESS }).adminDelaySeconds).toBe(0);
  });

  test("error: every fault at once", () => {
    expect(() => readDeployConfig("sepolia", { OWNER_ADDRESS: "0x12", DEPLOYER_PRIVATE_KEY: "abc", APP_URL: "nowhere" })).toThrow(
      "DEPLOYER_PRIVATE_KEY is not a private key; OWNER_ADDRESS is not an address; TREASURY_ADDRESS is missing; MINTER_ADDRESS (or MINTER_PRIVATE_KEY) is missing; APP_URL is not a URL",
    );
    expect(() => readDeployConfig("sepolia", {})).toThrow("DEPLOYER_PRIVATE_KEY is missing; OWNER_ADDRESS is missing");
  });

  test("error: the minter is the owner, outside the local chain", () => {
    expect(() => readDeployConfig("sepolia", { ...good, MINTER_ADDRESS: good.OWNER_ADDRESS.toLowerCase() })).toThrow("the minter must not be the owner");
  });

  test("error: an unknown network", () => {
    expect(() => findChain("sepolai")).toThrow('There is no network "sepolai"');
    expect(findChain("11155111").id).toBe(findChain("sepolia").id);
  });
});

describe("the deployment file", () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), "deployments-")); });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function deployment(): Promise<Deployment> {
    const { membership, badges } = await freshClub();
    const note = async (address: `0x${string}`) => ({ address, block: 1, blockHash: HASH, txHash: HASH, codeHash: keccak256((await reader.getCode({ address })) ?? "0x") });
    return { chainId: 31337, membership: await note(membership.address), badges: await note(badges.address), constructorArgs: { membership: ["a", 1], badges: [] }, solcInputHash: HASH, commit: "abc" };
  }

  test("default: what was written is read", async () => {
    const written = await deployment();
    expect(readDeployment(folder, 31337)).toBeUndefined();
    writeDeployment(folder, written);
    expect(readDeployment(folder, 31337)).toEqual(written);
  });

  test("default: the chain agrees with the file", async () => {
    await checkDeployment(reader, await deployment());
  });

  test("error: no code, other code, a broken file", async () => {
    const written = await deployment();
    const other = { ...written, badges: { ...written.badges, address: written.membership.address } };
    await expect(checkDeployment(reader, other)).rejects.toThrow("is not that of the badges contract");
    const absent = { ...written, membership: { ...written.membership, address: "0x00000000000000000000000000000000000000aa" as const } };
    await expect(checkDeployment(reader, absent)).rejects.toThrow("There is no code");
    writeFileSync(path.join(folder, "31337.json"), "{}");
    expect(() => readDeployment(folder, 31337)).toThrow();
  });
});
