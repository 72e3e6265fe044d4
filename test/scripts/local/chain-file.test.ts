import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTestClient, createWalletClient, http, publicActions } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { beforeEach, expect, test } from "vitest";
import { startChain } from "@/scripts/local/chain";
import { chainFile, watchChainFile } from "@/scripts/local/chain-file";
import { tempContext, tempFolder } from "./temp-folder";

beforeEach(() => {
  delete process.env.RPC_URL;
  delete process.env.CHAIN_ID;
});

const account = mnemonicToAccount("test test test test test test test test test test test junk");

test("default: blocks and balances are there after a stop and a start, at the same port", async () => {
  const context = tempContext();
  const first = await startChain(context);
  const wallet = createWalletClient({ account, transport: http(first.url) });
  const client = (url: string) => createTestClient({ mode: "anvil", transport: http(url), pollingInterval: 50 }).extend(publicActions);
  const hash = await wallet.sendTransaction({ chain: null, to: "0x00000000000000000000000000000000000000aa", value: 5n });
  await client(first.url).waitForTransactionReceipt({ hash });
  await first.stop();
  const second = await startChain({ ...context, port: first.port });
  expect(second.port).toBe(first.port);
  expect(await client(second.url).getBalance({ address: "0x00000000000000000000000000000000000000aa" })).toBe(5n);
  expect(await client(second.url).getBlockNumber()).toBe(1n);
  await second.stop();
});

test("behavior: the folder is made, since the chain would save nothing without it", () => {
  const folder = join(tempFolder(), "chain");
  chainFile({ folder, log: () => {} });
  expect(existsSync(folder)).toBe(true);
});

test("behavior: a whole file gets a backup, a torn one is replaced by it", () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "state.json"), '{"block": 7}');
  watchChainFile(chainFile({ folder, log: () => {} }))();
  writeFileSync(join(folder, "state.json"), '{"block": 8, "acc');
  const lines: string[] = [];
  chainFile({ folder, log: (line) => lines.push(line) });
  expect(readFileSync(join(folder, "state.json"), "utf8")).toBe('{"block": 7}');
  expect(lines.join()).toMatch(/backup is used/);
});

test("behavior: a torn file never becomes the backup", () => {
  const folder = tempFolder();
  const file = chainFile({ folder, log: () => {} });
  writeFileSync(file.path, "{torn");
  watchChainFile(file)();
  expect(existsSync(file.backup)).toBe(false);
});

test("error: a torn file without a whole backup is one sentence", () => {
  const folder = join(tempFolder(), "chain");
  mkdirSync(folder);
  writeFileSync(join(folder, "state.json"), "{torn");
  expect(() => chainFile({ folder, log: () => {} })).toThrow(/damaged and has no whole backup: run `npm run reset`/);
});

test("error: RPC_URL without CHAIN_ID, or leading to another chain, is one sentence", async () => {
  const context = tempContext();
  const chain = await startChain({ ...context, memory: true });
  process.env.RPC_URL = chain.url;
  await expect(startChain(context)).rejects.toThrow(/RPC_URL is set without CHAIN_ID/);
  process.env.CHAIN_ID = "1";
  await expect(startChain(context)).rejects.toThrow(/leads to chain 31337, but CHAIN_ID says 1/);
  await chain.stop();
  await expect(startChain(context)).rejects.toThrow(/RPC_URL does not answer/);
});
