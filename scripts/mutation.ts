import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { EXPLAINED, makeMutants, type Mutant } from "./mutation/mutants";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const BAR = 0.95;
const RUN_LIMIT_MS = 1_200_000;

/**
 * `npm run test:mutation -- [--minutes 30] [--sample 40] [--seed 1]`: makes one small fault after the other in the
 * contracts, in a copy of the project, and runs the contract tests against it. A fault that no test notices
 * survives. Ends with 1 when fewer than 95 % are noticed, explained survivors apart.
 */
function main(): void {
  const { values } = parseArgs({ options: { minutes: { type: "string", default: "600" }, sample: { type: "string" }, seed: { type: "string", default: "1" }, only: { type: "string" } } });
  const end = Date.now() + Number(values.minutes) * 60_000;
  const copy = mkdtempSync(path.join(tmpdir(), "mutation-"));
  try {
    for (const part of ["contracts", "lib/generated", "scripts", "test/contracts", "test/setup", "hardhat.config.ts", "vitest.config.ts", "tsconfig.json", "package.json"]) {
      cpSync(path.join(ROOT, part), path.join(copy, part), { recursive: true });
    }
    symlinkSync(path.join(ROOT, "node_modules"), path.join(copy, "node_modules"));
    // Wording, sizes and deployment are not what mutants are about; the rest is every behaviour of the contracts.
    for (const file of ["artifacts.test.ts", "gas.test.ts", "deploy-club.test.ts", "deploy-config.test.ts"]) rmSync(path.join(copy, "test/contracts", file), { force: true });
    rmSync(path.join(copy, "contracts/test"), { recursive: true, force: true });
    if (!isGreen(copy)) throw new Error("The contract tests fail before anything was changed.");
    const mutants = choose(sources().flatMap((file) => makeMutants(file, readFileSync(path.join(ROOT, file), "utf8"))), values);
    report(mutants, (mutant) => (Date.now() > end ? "not run" : tryOut(copy, mutant)));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const sources = (): string[] =>
  ["contracts", "contracts/base"].flatMap((folder) => readdirSync(path.join(ROOT, folder)).filter((name) => name.endsWith(".sol")).map((name) => `${folder}/${name}`));

/** All of them, or a repeatable sample. */
function choose(all: Mutant[], { sample, seed, only }: { sample?: string | undefined; seed: string; only?: string | undefined }): Mutant[] {
  const wanted = only ? all.filter(({ file }) => file.includes(only)) : all;
  if (!sample) return wanted;
  const rank = ({ file, line, after }: Mutant) => [...`${seed}${file}${line}${after}`].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619) >>> 0, 2_166_136_261);
  return [...wanted].sort((a, b) => rank(a) - rank(b)).slice(0, Number(sample));
}

function isGreen(cwd: string): boolean {
  const vitest = path.join(ROOT, "node_modules/vitest/vitest.mjs");
  const run = spawnSync(process.execPath, [vitest, "run", "--project", "contracts", "--bail", "1"], { cwd, stdio: "ignore", timeout: RUN_LIMIT_MS });
  return run.status === 0;
}

type Outcome = "killed" | "survived" | "not run";

function tryOut(copy: string, mutant: Mutant): Outcome {
  const file = path.join(copy, mutant.file);
  const original = readFileSync(file, "utf8");
  try {
    writeFileSync(file, mutant.source);
    return isGreen(copy) ? "survived" : "killed";
  } finally {
    writeFileSync(file, original);
  }
}

function report(mutants: readonly Mutant[], run: (mutant: Mutant) => Outcome): void {
  const counts = { killed: 0, survived: 0, "not run": 0, explained: 0 };
  mutants.forEach((mutant, index) => {
    const outcome = run(mutant);
    const reason = outcome === "survived" ? EXPLAINED.find(({ file, fault }) => file === mutant.file && mutant.fault.includes(fault))?.reason : undefined;
    counts[reason ? "explained" : outcome]++;
    if (outcome !== "not run") console.log(`${index + 1}/${mutants.length} ${outcome} ${mutant.file}:${mutant.line} ${mutant.fault}${reason ? ` (${reason})` : ""}`);
  });
  const judged = counts.killed + counts.survived;
  const score = judged === 0 ? 0 : counts.killed / judged;
  console.log(JSON.stringify({ ...counts, score: Number(score.toFixed(4)) }));
  process.exitCode = score >= BAR ? 0 : 1;
}

main();
