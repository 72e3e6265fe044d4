import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createPublicClient, http } from "viem";
import { chainFile, watchChainFile } from "./chain-file";
import { LocalFault } from "./failure";
import { choosePort } from "./ports";
import { type LocalContext, type LocalServer, spawnServer, waitUntilReady } from "./process";

/** The chain of the club on one machine; its accounts are publicly known. */
export const LOCAL_CHAIN_ID = 31337;

type StartChain = LocalContext & {
  /** The port of the last start; taken again when it is free. */
  port?: number;
  /** State in memory only, for tests. */
  memory?: boolean;
};

export type LocalChain = LocalServer & { chainId: number };

/** Starts the chain: RPC_URL with CHAIN_ID when given, otherwise anvil with its state kept in `.club/chain`. */
export async function startChain({ port, memory = false, ...context }: StartChain): Promise<LocalChain> {
  const given = process.env.RPC_URL;
  if (given && !memory) return givenChain(given);
  const chosen = await choosePort(port);
  if (chosen.moved) context.log(`Port ${port} is taken; the chain uses ${chosen.port}.`);
  const state = memory ? undefined : chainFile({ folder: join(context.runDir, "chain"), log: context.log });
  const args = ["--host", "127.0.0.1", "--port", String(chosen.port), "--chain-id", String(LOCAL_CHAIN_ID), "--quiet"];
  if (state) args.push("--state", state.path, "--state-interval", "10", "--preserve-historical-states");
  const managed = await spawnServer({ name: "chain", command: anvilBinary(), args, context });
  const url = `http://127.0.0.1:${chosen.port}`;
  await waitUntilReady({ managed, check: async () => (await chainIdOf(url)) === LOCAL_CHAIN_ID });
  const stopWatching = state ? watchChainFile(state) : () => {};
  return {
    url,
    port: chosen.port,
    chainId: LOCAL_CHAIN_ID,
    source: memory ? "anvil, in memory" : "anvil, kept in .club/chain",
    managed,
    async stop() {
      stopWatching();
      // An orderly end writes the whole state; a large one takes its time.
      await managed.stop(15_000);
    },
  };
}

async function givenChain(url: string): Promise<LocalChain> {
  const wanted = Number(process.env.CHAIN_ID);
  if (!wanted) throw new LocalFault("RPC_URL is set without CHAIN_ID: set both, or neither to use a local chain.");
  const actual = await chainIdOf(url).catch(() => undefined);
  if (actual === undefined) throw new LocalFault("The chain of RPC_URL does not answer: start it, or unset RPC_URL to use a local one.");
  if (actual !== wanted) throw new LocalFault(`RPC_URL leads to chain ${actual}, but CHAIN_ID says ${wanted}: correct one of them.`);
  return { url, port: 0, chainId: actual, source: "RPC_URL", stop: async () => {} };
}

const chainIdOf = (url: string): Promise<number> => createPublicClient({ transport: http(url, { timeout: 2_000, retryCount: 0 }) }).getChainId();

/** The native program of the npm package: its Node wrapper would leave the program behind when killed. */
function anvilBinary(): string {
  const machine = process.arch === "x64" ? "amd64" : process.arch;
  const name = `@foundry-rs/anvil-${process.platform}-${machine}`;
  try {
    const path = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
    if (existsSync(path)) return path;
  } catch {
    // Told below.
  }
  throw new LocalFault(`The local chain has no program for this machine (${name}): set RPC_URL and CHAIN_ID to a chain of your own.`);
}
