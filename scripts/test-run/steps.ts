import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CLUB_DIR, ROOT } from "../start/place";

/** What a run came to. `skipped` holds the reason of each skipped test, by its title. */
export type Counts = { passed: number; failed: number; skipped: { test: string; reason: string }[] };

const STEP_LIMIT_MS = 30 * 60_000;
const children = new Set<ReturnType<typeof spawn>>();

/** Ends the steps that still run, when the run is stopped; resolves when they have ended, by force after 5 s. */
export async function endSteps(signal: NodeJS.Signals): Promise<void> {
  const ending = [...children].map((child) => new Promise<unknown>((resolve) => child.once("close", resolve)));
  for (const child of children) child.kill(signal);
  const timer = setTimeout(() => children.forEach((child) => child.kill("SIGKILL")), 5_000);
  await Promise.all(ending);
  clearTimeout(timer);
}

type Command = { args: string[]; env: NodeJS.ProcessEnv; quiet?: boolean };

/** Runs a Node program to its end. `quiet` keeps its output back; it is answered whole either way. */
function run({ args, env, quiet = false }: Command): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"], timeout: STEP_LIMIT_MS });
    children.add(child);
    let output = "";
    for (const [stream, target] of [[child.stdout, process.stdout], [child.stderr, process.stderr]] as const) {
      stream.on("data", (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-200_000);
        if (!quiet) target.write(chunk);
      });
    }
    child.once("close", (code) => {
      children.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** A check that counts as one test; its output is shown only when it failed. */
export async function checkStep({ name, args, env }: { name: string; args: string[]; env: NodeJS.ProcessEnv }): Promise<Counts> {
  const { code, output } = await run({ args, env, quiet: true });
  console.log(code === 0 ? `✓ ${name}` : `✗ ${name}\n${output.trim()}`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
}

/** The Solidity tests (fuzz and invariants), counted from Hardhat's last lines. */
export async function solidityStep(env: NodeJS.ProcessEnv): Promise<Counts> {
  const { code, output } = await run({ args: ["node_modules/hardhat/dist/src/cli.js", "test", "solidity"], env, quiet: true });
  const number = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);
  const counts = { passed: number("passing"), failed: number("failing"), skipped: [] };
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  console.log(counts.failed === 0 ? `✓ Solidity: ${counts.passed} tests` : `✗ Solidity\n${output.trim()}`);
  return counts;
}

type VitestStep = { projects: string[]; filters: string[]; env: NodeJS.ProcessEnv; /** Files at once; what vitest.config.ts says where it is not given. */ workers?: number };

/** The Vitest projects given, whole or only the files named by `filters`. */
export async function vitestStep({ projects, filters, env, workers }: VitestStep): Promise<Counts> {
  const file = join(CLUB_DIR, `test-counts-${process.pid}.json`);
  rmSync(file, { force: true });
  const args = ["node_modules/vitest/vitest.mjs", "run", ...projects.flatMap((name) => ["--project", name]), "--passWithNoTests", ...(workers ? [`--maxWorkers=${workers}`] : []), "--reporter=default", "--reporter=./test/setup/count-reporter.ts", ...filters];
  const { code } = await run({ args, env: { ...env, CLUB_TEST_COUNTS: file } });
  try {
    const counts = JSON.parse(readFileSync(file, "utf8")) as Counts;
    // A run that failed without a failed test (a setup that threw) is a failure all the same.
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1, skipped: [] };
  } finally {
    rmSync(file, { force: true });
  }
}

export const add = (all: Counts[]): Counts => ({
  passed: all.reduce((sum, { passed }) => sum + passed, 0),
  failed: all.reduce((sum, { failed }) => sum + failed, 0),
  skipped: all.flatMap(({ skipped }) => skipped),
});
