/**
 * The process in which mutants are judged: it runs in a copy of the project (workshop.ts), imports the contract tests
 * once, and for each mutant deploys its code in their place until the first test fails. Told and answers by IPC.
 */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compileChanged } from "./compile-contracts";
import { collected, type CollectedTest } from "./test-shim";
import type { Question, Verdict } from "./workshop";

const ROOT = process.cwd();
const TESTS = ["club-membership/buy", "club-membership/renew", "club-membership/refund", "club-membership/passes", "club-badges/award", "club-badges/claim", "club-badges/holder", "findings", "token", "role-matrix"];
const TEST_LIMIT_MS = 30_000;

type Chain = {
  viem: { getTestClient(): Promise<{ snapshot(): Promise<`0x${string}`>; revert(to: { id: `0x${string}` }): Promise<void> }> };
  networkHelpers: { clearSnapshots(): void };
};

// The very module that the tests of the copy use, so that all of them share one chain.
const { viem, networkHelpers } = (await import(path.join(ROOT, "test/contracts/support/chain.ts"))) as Chain;
const client = await viem.getTestClient();
let clean = await client.snapshot();

/** Set by a test that never ended: the chain may be gone, so this process judges nothing more. */
let broken = false;

/** Whether a test passes. One that never ends counts as failed. */
function passes({ run }: CollectedTest): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      broken = true;
      resolve(false);
    }, TEST_LIMIT_MS);
  });
  const end = Promise.resolve().then(run).then(() => true, () => false);
  return Promise.race([end, late]).finally(() => clearTimeout(timer));
}

async function resetChain(): Promise<void> {
  await client.revert({ id: clean });
  clean = await client.snapshot();
  networkHelpers.clearSnapshots();
}

/** The first test that fails, or undefined. The one that failed goes to the front: neighbours fall to the same test. */
async function findFailure(): Promise<string | undefined> {
  await resetChain();
  for (const [index, test] of collected.entries()) {
    if (await passes(test)) continue;
    collected.unshift(...collected.splice(index, 1));
    return test.title;
  }
  return undefined;
}

/** Leaves out the tests that fail on code with no fault in it, only unknown to Hardhat, which then names no error. */
async function leaveOutUnfit(): Promise<string[]> {
  await resetChain();
  const unfit: string[] = [];
  for (const test of [...collected]) {
    if (await passes(test)) continue;
    unfit.push(test.title);
    collected.splice(collected.indexOf(test), 1);
  }
  return unfit;
}

const artifactOf = (contract: string) => path.join(ROOT, `artifacts/contracts/${contract}.sol/${contract}.json`);
/** Kept apart from the artifacts, which a judge that was killed leaves as they were then. */
const keptOf = (contract: string) => `${artifactOf(contract)}.kept`;

/** Puts the artifacts back as they were compiled, then other creation code into some of them. */
function install(codes: ReadonlyMap<string, string>): void {
  for (const contract of ["ClubMembership", "ClubBadges"]) {
    if (!existsSync(keptOf(contract))) copyFileSync(artifactOf(contract), keptOf(contract));
    const kept = JSON.parse(readFileSync(keptOf(contract), "utf8")) as { bytecode: string };
    writeFileSync(artifactOf(contract), JSON.stringify({ ...kept, bytecode: codes.get(contract) ?? kept.bytecode }));
  }
}

async function judge(question: Question): Promise<Verdict> {
  const codes = compileChanged(ROOT, question);
  if (!codes) return { outcome: "does not compile" };
  install(codes);
  if (question.control) return { outcome: "control", unfit: await leaveOutUnfit(), tests: collected.length };
  const by = await findFailure();
  return by ? { outcome: "killed", by, last: broken } : { outcome: "survived" };
}

for (const name of TESTS) await import(path.join(ROOT, `test/contracts/${name}.test.ts`));
process.on("message", (question: Question) => {
  void judge(question).then((verdict) => process.send?.(verdict));
});
process.on("disconnect", () => process.exit(0));
process.send?.({ outcome: "ready" } satisfies Verdict);
