import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestClient, decodeAbiParameters, http, parseEther, publicActions } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { sepolia } from "viem/chains";
import { clubBadgesAbi } from "@/lib/generated/contracts";
import { readDeployment } from "@/scripts/deployment/deployment-file";
import { runDeployment } from "@/scripts/deployment/run-deployment";
import { hashSources, readSources } from "@/scripts/deployment/sources-file";
import { verifyWithEtherscan } from "@/scripts/deployment/verification/etherscan";
import { verifyWithSourcify } from "@/scripts/deployment/verification/sourcify";
import { makeSubmissions, type Submission } from "@/scripts/deployment/verification/submission";
import { fakeEtherscan, fakeSourcify, listen } from "./support/fake-verifiers";

/** A public test network as far as the commands can tell: its chain id, on this machine. */
async function startSepolia() {
  const machine = process.arch === "x64" ? "amd64" : process.arch;
  const anvil = createRequire(import.meta.url).resolve(`@foundry-rs/anvil-${process.platform}-${machine}/package.json`);
  const port = new URL(await freePort()).port;
  const child = spawn(path.join(path.dirname(anvil), "bin/anvil"), ["--host", "127.0.0.1", "--port", port, "--chain-id", String(sepolia.id), "--quiet"], { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  const client = createTestClient({ mode: "anvil", chain: sepolia, transport: http(url, { retryCount: 40, retryDelay: 100 }) }).extend(publicActions);
  await client.getChainId();
  return { url, client, stop: () => child.kill("SIGKILL") };
}

async function freePort(): Promise<string> {
  const server = createServer();
  const url = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

const key = (digit: string) => `0x${digit.repeat(64)}` as const;
const deployer = privateKeyToAddress(key("1"));
let chain: Awaited<ReturnType<typeof startSepolia>>;
let folder: string;
const said: string[] = [];
const run = (answer: boolean, changed: Record<string, string> = {}) =>
  runDeployment({
    network: "sepolia",
    folder,
    env: { DEPLOYER_PRIVATE_KEY: key("1"), OWNER_ADDRESS: privateKeyToAddress(key("2")), TREASURY_ADDRESS: privateKeyToAddress(key("3")), MINTER_PRIVATE_KEY: key("4"), APP_URL: "https://club.example", RPC_URL: chain.url, ...changed },
    compile: () => said.push("compiled"),
    confirm: () => Promise.resolve(answer),
    say: (line) => said.push(line),
  });

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "deployments-"));
  chain = await startSepolia();
}, 30_000);
afterAll(() => {
  chain.stop();
  rmSync(folder, { recursive: true });
});

describe("npm run deploy, on a chain with another id than the local one", () => {
  test("error: a deployer without money, after the costs were named and before anything is sent", async () => {
    await expect(run(true)).rejects.toThrow(/^The deployer needs 0\.\d+ ETH more\.$/);
    expect(said.join("\n")).toMatch(/Dry run on Sepolia \(chain 11155111\)[\s\S]+at most +0\.\d+ ETH/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("behavior: nothing is sent without a yes", async () => {
    await chain.client.setBalance({ address: deployer, value: parseEther("1") });
    const before = await chain.client.getBlockNumber();
    expect(await run(false)).toBe("declined");
    expect([readdirSync(folder), await chain.client.getBlockNumber(), said.at(-1)]).toEqual([[], before, "Nothing was sent."]);
  });

  test("default: deploys both, and notes block, hash, arguments, compiler input and commit", async () => {
    expect(await run(true)).toBe("deployed");
    const noted = readDeployment(folder, sepolia.id);
    if (!noted) throw new Error("Nothing was noted.");
    for (const { address, block, blockHash, txHash } of [noted.membership, noted.badges]) {
      expect((await chain.client.getTransactionReceipt({ hash: txHash })).contractAddress?.toLowerCase()).toBe(address.toLowerCase());
      expect((await chain.client.getBlock({ blockNumber: BigInt(block) })).hash).toBe(blockHash);
    }
    expect(noted.constructorArgs.badges).toEqual(["FOMO Voice Club Badges", "FOMOBADGE", "https://club.example/api/metadata/badges/contract.json", privateKeyToAddress(key("2")), 86_400, noted.membership.address, privateKeyToAddress(key("4"))]);
    expect(hashSources(readSources(folder, sepolia.id, noted.solcInputHash))).toBe(noted.solcInputHash);
    expect(noted.commit).toMatch(/^([0-9a-f]{40}(-dirty)?|unknown)$/);
    expect(await chain.client.readContract({ abi: clubBadgesAbi, address: noted.badges.address, functionName: "defaultAdminDelay" })).toBe(86_400);
  });

  test("behavior: a second run does nothing", async () => {
    const [before, file] = [await chain.client.getBlockNumber(), readFileSync(path.join(folder, `${sepolia.id}.json`), "utf8")];
    said.length = 0;
    expect(await run(true)).toBe("there already");
    expect([await chain.client.getBlockNumber(), readFileSync(path.join(folder, `${sepolia.id}.json`), "utf8"), said.length]).toEqual([before, file, 1]);
    expect(said[0]).toContain("Nothing to do.");
  });

  test("error: the code on the chain is not the file's", async () => {
    const noted = readDeployment(folder, sepolia.id);
    const code = await chain.client.getCode({ address: noted?.badges.address ?? "0x" });
    await chain.client.setCode({ address: noted?.badges.address ?? "0x", bytecode: "0x60016001" });
    await expect(run(true)).rejects.toThrow("is not that of the badges contract");
    await chain.client.setCode({ address: noted?.badges.address ?? "0x", bytecode: code ?? "0x" });
  });

  test("error: RPC_URL serves another chain", async () => {
    await expect(runDeployment({ network: "mainnet", folder, env: { DEPLOYER_PRIVATE_KEY: key("1"), OWNER_ADDRESS: deployer, TREASURY_ADDRESS: deployer, MINTER_PRIVATE_KEY: key("4"), APP_URL: "https://club.example", RPC_URL: chain.url }, compile: () => {}, confirm: () => Promise.resolve(true), say: () => {} })).rejects.toThrow("RPC_URL serves chain 11155111, not Ethereum (1).");
  });
});

describe("npm run verify", () => {
  const submissions = (): [Submission, Submission] => {
    const noted = readDeployment(folder, sepolia.id);
    if (!noted) throw new Error("Nothing was noted.");
    return makeSubmissions(noted, readSources(folder, sepolia.id, noted.solcInputHash)) as [Submission, Submission];
  };

  test("default: both contracts to Sourcify, without a key; a second time they are there already", async () => {
    const sourcify = await fakeSourcify();
    for (const submission of submissions()) expect(await verifyWithSourcify({ url: sourcify.url, submission, waitMs: 0 })).toEqual({ outcome: "verified" });
    for (const submission of submissions()) expect(await verifyWithSourcify({ url: sourcify.url, submission, waitMs: 0 })).toEqual({ outcome: "already verified" });
    expect(sourcify.received.map(({ contractIdentifier }) => contractIdentifier?.split(":")[1])).toEqual(["ClubMembership", "ClubBadges"]);
    expect(sourcify.received[0]?.creationTransactionHash).toBe(submissions()[0].txHash);
    await sourcify.close();
  });

  test("error: sources that do not give the code, a request that is refused", async () => {
    const sourcify = await fakeSourcify({ verdict: "no_match" });
    const [submission] = submissions();
    expect(await verifyWithSourcify({ url: sourcify.url, submission, waitMs: 0 })).toEqual({ outcome: "failed", reason: "The bytecodes do not match (no_match)" });
    expect(await verifyWithSourcify({ url: sourcify.url, submission: { ...submission, compiler: "0.8" }, waitMs: 0 })).toEqual({ outcome: "failed", reason: "compilerVersion (invalid_parameter)" });
    await sourcify.close();
  });

  test("default: to Etherscan and Blockscout with a key and the constructor's arguments", async () => {
    const etherscan = await fakeEtherscan({ key: "k", result: "Pass - Verified" });
    const [, submission] = submissions();
    expect(await verifyWithEtherscan({ url: `${etherscan.url}/api`, key: "k", submission, waitMs: 0 })).toEqual({ outcome: "verified" });
    const form = Object.fromEntries(etherscan.forms[0] ?? []);
    expect(form).toMatchObject({ codeformat: "solidity-standard-json-input", contractaddress: submission.address, contractname: submission.identifier });
    expect(form.compilerversion).toMatch(/^v0\.8\.36\+commit\.[0-9a-f]{8}/);
    const constructor = clubBadgesAbi.find((item) => item.type === "constructor");
    expect(decodeAbiParameters(constructor?.inputs ?? [], `0x${form.constructorArguments}`)[0]).toBe("FOMO Voice Club Badges");
    expect(await verifyWithEtherscan({ url: `${etherscan.url}/api`, key: "wrong", submission, waitMs: 0 })).toEqual({ outcome: "failed", reason: "Missing/Invalid API Key" });
    await etherscan.close();
    const other = await fakeEtherscan({ key: "k", result: "Fail - Unable to verify" });
    expect(await verifyWithEtherscan({ url: other.url, key: "k", submission, waitMs: 0 })).toEqual({ outcome: "failed", reason: "Fail - Unable to verify" });
    await other.close();
  });

  test("error: no network is one clear sentence; so is a page in place of JSON", async () => {
    const [submission] = submissions();
    const nobody = await freePort();
    await expect(verifyWithSourcify({ url: nobody, submission, waitMs: 0 })).rejects.toThrow(`${new URL(nobody).host} can not be reached: check the network of this machine and run the same command again.`);
    const page = createServer((_, response) => response.writeHead(502).end("<html>"));
    await expect(verifyWithEtherscan({ url: await listen(page), submission, waitMs: 0 })).rejects.toThrow("answered 502 without JSON");
    await new Promise((resolve) => page.close(resolve));
  });

  test("error: sources that are missing, or of another deployment", () => {
    const noted = readDeployment(folder, sepolia.id);
    expect(() => readSources(folder, 5, key("0"))).toThrow("5.sources.json is missing");
    expect(() => readSources(folder, sepolia.id, key("0"))).toThrow("is not of the deployment in 11155111.json");
    const file = path.join(folder, `${sepolia.id}.sources.json`);
    const before = readFileSync(file, "utf8");
    writeFileSync(file, before.replace("isActive", "isactive"));
    expect(() => readSources(folder, sepolia.id, noted?.solcInputHash ?? "0x")).toThrow("the hashes of the compiler inputs differ");
    writeFileSync(file, before);
  });
});
