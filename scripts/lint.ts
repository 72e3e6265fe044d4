/**
 * Usage: npm run lint [-- --fix]. ESLint over the whole tree, solhint over all Solidity. The tests and mocks have their
 * own rules: they name tests `test_…` and `invariant_I1…`, refuse with words instead of typed errors, call low-level
 * to read what a call is refused with, and keep small receivers in one file.
 */
import { spawnSync } from "node:child_process";
import { ROOT } from "./start/place";

const run = (program: string, args: string[]) => spawnSync(process.execPath, [`node_modules/${program}`, ...args, "--max-warnings", "0"], { cwd: ROOT, stdio: "inherit" }).status ?? 1;
const solhint = (config: string, files: string[]) => run("solhint/solhint.js", [...files, "--config", config, "--disc"]);

const results = [
  run("eslint/bin/eslint.js", [".", ...process.argv.slice(2)]),
  solhint(".solhint.json", ["contracts/*.sol", "contracts/base/*.sol"]),
  solhint("contracts/.solhint.tests.json", ["contracts/test/*.sol", "contracts/mocks/*.sol"]),
];
process.exitCode = Math.max(...results);
