import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-viem";
import { configVariable, defineConfig } from "hardhat/config";

const require = createRequire(import.meta.url);
// The WASM compiler from npm: nothing is downloaded when contracts are built.
const compiler = { version: "0.8.36", path: require.resolve("solc/soljson.js") };
// CONTRACTS_DEEP=1 (`npm run test:deep`) is the release figure of the fuzz and invariant tests.
const deep = process.env.CONTRACTS_DEEP === "1";

export default defineConfig({
  plugins: [toolbox],
  paths: { sources: "./contracts", tests: { solidity: "./contracts/test" } },
  test: {
    solidity: {
      fuzz: { runs: deep ? 5_000 : 1_000, seed: "0x1" },
      // Runs times depth is the number of calls of each invariant's campaign.
      invariant: { runs: deep ? 5_000 : 1_000, depth: deep ? 20 : 10, failOnRevert: true },
    },
  },
  networks: {
    chain: { type: "http", url: configVariable("RPC_URL"), accounts: [configVariable("DEPLOYER_PRIVATE_KEY")] },
  },
  solidity: {
    profiles: {
      default: { ...compiler, settings: { optimizer: { enabled: true, runs: 200 }, evmVersion: "cancun" } },
      production: { ...compiler, settings: { optimizer: { enabled: true, runs: 200 }, viaIR: true, evmVersion: "cancun" } },
    },
  },
});
