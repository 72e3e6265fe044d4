/**
 * Usage: npm test [-- <file filter>… ] [-- --deep]
 *
 * Everything that is checked, on a machine where nothing runs: lint, types, Solidity tests, then contracts, lib, bot and
 * app, then the browser. Ends with one line: `N passed, N failed`, and `, N skipped` when something was.
 */
import { sentenceFor } from "./local/failure";
import { findOrInstallBrowser } from "./local/browser";
import { endLeftovers } from "./local/notes";
import { notesFolder } from "./local/process";
import { endTools } from "./local/tool";
import { buildContracts } from "./start/build-contracts";
import { CLUB_DIR } from "./start/place";
import { testEnvironment } from "./test-run/environment";
import { add, checkStep, type Counts, endSteps, solidityStep, vitestStep } from "./test-run/steps";

const args = process.argv.slice(2);
const deep = args.includes("--deep");
const filters = args.filter((arg) => arg !== "--deep");
const log = (line: string) => console.log(`· ${line}`);

/** A stopped run starts no further step, and takes the servers of the step along. */
async function stop(signal: NodeJS.Signals): Promise<never> {
  endTools();
  await endSteps(signal);
  await endLeftovers(notesFolder(CLUB_DIR));
  return process.exit(130);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(signal));

/** Lint, types and Solidity: what needs no server. */
async function checks(env: NodeJS.ProcessEnv): Promise<Counts[]> {
  const lint = checkStep({ name: "lint", args: ["--import", "tsx", "scripts/lint.ts"], env });
  const types = checkStep({ name: "types", args: ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."], env });
  const parallel = await Promise.all([lint, types]);
  return [...parallel, await solidityStep(env)];
}

async function browserTests(env: NodeJS.ProcessEnv): Promise<Counts> {
  const browser = await findOrInstallBrowser(log);
  if ("reason" in browser) log(`The browser tests are skipped: ${browser.reason}.`);
  const found = "path" in browser ? { CHROMIUM_PATH: browser.path } : { BROWSER_MISSING: browser.reason };
  // Two clubs at once: the longest test mostly waits for its minutes to be counted. Where a build is judged by it, one
  // after the other: nobody waits there, and sound is listened to on a quieter machine.
  return vitestStep({ projects: ["e2e"], filters, env: { ...env, ...found }, workers: process.env.CI ? 1 : 2 });
}

async function testAll(): Promise<Counts> {
  const env = testEnvironment({ deep });
  await endLeftovers(notesFolder(CLUB_DIR));
  await buildContracts({ log });
  const counts = filters.length === 0 ? await checks(env) : [];
  counts.push(await vitestStep({ projects: ["contracts", "lib", "realtime"], filters, env }));
  // After the rest: it listens to sound, and two cores are few.
  counts.push(await browserTests(env));
  return add(counts);
}

const { passed, failed, skipped } = await testAll()
  .catch((error: unknown) => {
    console.error(sentenceFor(error));
    return { passed: 0, failed: 1, skipped: [] } satisfies Counts;
  })
  .finally(() => endLeftovers(notesFolder(CLUB_DIR)));
for (const { test, reason } of skipped) console.log(`skipped: ${test} (${reason})`);
console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
