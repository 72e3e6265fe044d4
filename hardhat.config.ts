import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-viem";
import { configVariable, defineConfig } from "hardhat/config";

const require = createRequire(import.meta.url);
// The WASM compiler from npm: nothing is downloaded when contracts are built.
const compiler = { version: "0.8.36", path: require.resolve("solc/soljson.js") };

export default defineConfig({
  plugins: [toolbox],
  paths: { sources: "./contracts", tests: { solidity: "./contracts/test" } },
  test: { solidity: { fuzz: { runs: 1000, seed: "0x1" }, invariant: { runs: 32, depth: 16 } } },
  networks: {
    chain: { type: "http", url: configVariable("RPC_URL"), accounts: [configVariable("DEPLOYER_PRIVATE_KEY")] },
  },
  solidity: {
    profiles: {
      default: { ...compiler, settings: { optimizer: { enabled: true, runs: 200 }, evmVersion: "cancun" } },
      production: { ...compiler, settings: { optimizer: { enabled: true, runs: 10_000 }, viaIR: true, evmVersion: "cancun" } },
    },
  },
});
