import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { type Hex, keccak256 } from "viem";
import { MongoClient } from "mongodb";
import { createPublicClient, createWalletClient, http } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { beforeEach, expect, test } from "vitest";
import { type DeploymentFacts, deploymentFile, matchData, rememberMatch } from "@/scripts/start/match-data";
import { tempFolder } from "../local/temp-folder";

const account = mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex: 7 });
const rpcUrl = process.env.RPC_URL ?? "";
const mongoUrl = process.env.MONGODB_URI ?? "";
/** Stores the one byte 0x00 as the code of a contract. */
const BYTECODE: Hex = "0x6001600c60003960016000f300";
let place: { folder: string; chainId: number; rpcUrl: string; mongoUrl: string; database: string };

beforeEach(() => {
  place = { folder: tempFolder(), chainId: 31337, rpcUrl, mongoUrl, database: `club_test_${process.pid}_match_${Math.random().toString(36).slice(2)}` };
});

async function deployed(): Promise<DeploymentFacts> {
  const client = createPublicClient({ transport: http(rpcUrl), pollingInterval: 50 });
  const hash = await createWalletClient({ account, transport: http(rpcUrl) }).deployContract({ chain: null, abi: [], bytecode: BYTECODE });
  const receipt = await client.waitForTransactionReceipt({ hash });
  const address = receipt.contractAddress as Hex;
  const contract = { address, block: Number(receipt.blockNumber), blockHash: receipt.blockHash, codeHash: keccak256((await client.getCode({ address })) as Hex) };
  return { chainId: 31337, membership: contract, badges: contract };
}

function write(facts: DeploymentFacts): void {
  mkdirSync(place.folder, { recursive: true });
  writeFileSync(deploymentFile(place.folder, 31337), JSON.stringify(facts));
}

test("default: nothing there means deploy; all three of one club mean keep", async () => {
  expect(await matchData(place)).toBe("deploy");
  write(await deployed());
  await rememberMatch(place);
  expect(await matchData(place)).toBe("kept");
});

test("behavior: a first start that was killed before its end goes on where it was", async () => {
  write(await deployed());
  expect(await matchData(place)).toBe("kept");
});

test("behavior: a first start killed before its chain was saved deploys again", async () => {
  const facts = await deployed();
  write({ ...facts, badges: { ...facts.badges, blockHash: keccak256("0x01") } });
  expect(await matchData(place)).toBe("deploy");
});

test("error: the chain file is of another chain than the club's data", async () => {
  const facts = await deployed();
  write(facts);
  await rememberMatch(place);
  for (const wrong of [{ blockHash: keccak256("0x01") }, { codeHash: keccak256("0x02") }, { address: "0x00000000000000000000000000000000000000ff" as Hex }, { block: 99_999_999 }]) {
    write({ ...facts, membership: { ...facts.membership, ...wrong } });
    await expect(matchData(place)).rejects.toThrow(/The chain file does not match the club's data.*Put the missing part of \.club back, or run `npm run reset`/);
  }
});

test("error: the database is of another club", async () => {
  write(await deployed());
  await rememberMatch(place);
  write(await deployed());
  await expect(matchData(place)).rejects.toThrow(/The database belongs to another chain/);
});

test("error: the deployment file is gone while the database is there", async () => {
  write(await deployed());
  await rememberMatch(place);
  rmSync(deploymentFile(place.folder, 31337));
  await expect(matchData(place)).rejects.toThrow(/deployment file \.club\/deployments\/31337\.json is missing/);
});

test("behavior: looking changes nothing in the database", async () => {
  await matchData(place);
  const client = new MongoClient(mongoUrl);
  expect(await client.db(place.database).listCollections().toArray()).toEqual([]);
  await client.close();
});
