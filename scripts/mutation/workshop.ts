import { type ChildProcess, fork } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "../local/tool";
import { ROOT } from "../start/place";

/** A source with one fault in it, as the judge gets it; or, as a control, one with a harmless change. */
export type Question = { file: string; source: string; control?: boolean };
export type Verdict =
  | { outcome: "ready" | "survived" | "does not compile" }
  | { outcome: "killed"; by: string; /** The judge can not go on. */ last?: boolean }
  | { outcome: "control"; unfit: string[]; tests: number };

const PARTS = ["contracts", "lib/generated", "scripts", "test/contracts", "test/setup", "package.json"];
const MUTANT_LIMIT_MS = 300_000;
const SOLIDITY_LIMIT_MS = 900_000;
const HARDHAT = join(ROOT, "node_modules/hardhat/dist/src/cli.js");

/** Hardhat as the tests know it, but without the optimizer and the limit that unoptimized code would break. */
const CONFIG = `import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-viem";
import { defineConfig } from "hardhat/config";

const compiler = { version: "0.8.36", path: createRequire(import.meta.url).resolve("solc/soljson.js") };
export default defineConfig({
  plugins: [toolbox],
  paths: { sources: "./contracts", tests: { solidity: "./contracts/test" } },
  test: { solidity: { fuzz: { runs: 200, seed: "0x1" }, invariant: { runs: 50, depth: 20, failOnRevert: true } } },
  networks: { default: { type: "edr-simulated", allowUnlimitedContractSize: true } },
  solidity: { profiles: { default: { ...compiler, settings: { optimizer: { enabled: false }, evmVersion: "cancun" } } } },
});
`;

/** Makes a copy of what the contract tests need under `folder`, where sources may be broken, and compiles it. */
export async function openWorkshop(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "hardhat.config.ts"), CONFIG);
  const tsconfig = JSON.parse(readFileSync(join(ROOT, "tsconfig.json"), "utf8")) as { compilerOptions: object };
  const paths = { "@/*": ["./*"], vitest: ["./scripts/mutation/test-shim.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...tsconfig, compilerOptions: { ...tsconfig.compilerOptions, paths } }));
  const { code, output } = await runTool({ command: process.execPath, args: [HARDHAT, "build", "--quiet"], cwd: folder, timeoutMs: SOLIDITY_LIMIT_MS });
  if (code !== 0) throw new Error(`The copy does not compile:\n${output.slice(-2_000)}`);
}

let judge: ChildProcess | undefined;

/** The next word of the judge, or undefined when it says nothing in time or dies. */
function nextVerdict(child: ChildProcess): Promise<Verdict | undefined> {
  return new Promise((resolve) => {
    const finish = (verdict?: Verdict) => {
      clearTimeout(timer);
      child.removeAllListeners("message").removeAllListeners("exit");
      resolve(verdict);
    };
    const timer = setTimeout(finish, MUTANT_LIMIT_MS);
    child.once("message", (verdict: Verdict) => finish(verdict));
    child.once("exit", () => finish());
  });
}

/** Starts the judge in the copy under `folder`, once; its tests run in one process for all mutants. */
async function startJudge(folder: string): Promise<ChildProcess> {
  if (judge) return judge;
  const child = fork(join(folder, "scripts/mutation/judge.ts"), { cwd: folder, execArgv: ["--import", "tsx"], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const ready = await nextVerdict(child);
  if (ready?.outcome !== "ready") throw new Error("The judge did not start.");
  for (const contract of ["ClubMembership", "ClubBadges"]) {
    const file = `contracts/${contract}.sol`;
    const source = readFileSync(join(folder, file), "utf8").replace(/\}\s*$/, "    function unusedByAnybody() external pure returns (uint256) {\n        return 42;\n    }\n}\n");
    const answer = nextVerdict(child);
    child.send({ file, source, control: true } satisfies Question);
    const control = await answer;
    if (control?.outcome !== "control") throw new Error("The contract tests could not be tried on unbroken code.");
    console.log(`${control.tests} tests judge ${contract}${control.unfit.length > 0 ? `; left out: ${control.unfit.slice(0, 20).join("; ")}` : ""}`);
    if (control.unfit.length > 10) throw new Error("The contract tests fail before anything was changed.");
  }
  return (judge = child);
}

/** Ends the judge, also one that hangs. */
export function dismissJudge(): void {
  judge?.kill("SIGKILL");
  judge = undefined;
}

/** What the TypeScript tests say of a source. One that brings them to a halt is killed like one that fails them. */
export async function askJudge(folder: string, question: Question): Promise<Verdict> {
  const child = await startJudge(folder);
  const answer = nextVerdict(child);
  child.send(question);
  const verdict = await answer;
  if (!verdict || (verdict.outcome === "killed" && verdict.last)) dismissJudge();
  if (verdict) return verdict;
  return { outcome: "killed", by: "the time limit" };
}

/** What the Solidity tests (units, fuzz, invariants) say of a source: slower, so asked for survivors only. */
export async function askSolidity(folder: string, { file, source }: Question): Promise<Verdict> {
  const target = join(folder, file);
  const original = readFileSync(target, "utf8");
  writeFileSync(target, source);
  try {
    const { code, output } = await runTool({ command: process.execPath, args: [HARDHAT, "test", "solidity"], cwd: folder, timeoutMs: SOLIDITY_LIMIT_MS });
    if (code === 0) return { outcome: "survived" };
    return { outcome: "killed", by: /\d+\) (.+)/.exec(output)?.[1] ?? "hardhat test solidity" };
  } finally {
    writeFileSync(target, original);
  }
}
