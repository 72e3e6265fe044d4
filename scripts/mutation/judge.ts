/**
 * The process in which mutants are judged: it runs in a copy of the project (workshop.ts), imports the contract tests
 * once, and for each mutant deploys its code in their place until the first test fails. Told and answers by IPC.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { networkHelpers, viem } from "../../test/contracts/support/chain";
import { compileChanged } from "./compile-contracts";
import { collected, type CollectedTest } from "./test-shim";
import type { Question, Verdict } from "./workshop";

const ROOT = process.cwd();
const TESTS = ["club-membership/buy", "club-membership/renew", "club-membership/refund", "club-membership/passes", "club-badges/award", "club-badges/claim", "club-badges/holder", "findings", "token", "role-matrix"];
const TEST_LIMIT_MS = 30_000;

const client = await viem.getTestClient();
let clean = await client.snapshot();

/** A test that never ends counts as failed. */
function within(run: CollectedTest["run"]): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("too slow")), TEST_LIMIT_MS);
  });
  return Promise.race([Promise.resolve().then(run), late]).finally(() => clearTimeout(timer));
}

async function resetChain(): Promise<void> {
  await client.revert({ id: clean });
  clean = await client.snapshot();
  networkHelpers.clearSnapshots();
}

const passes = ({ run }: CollectedTest) => within(run).then(() => true, () => false);

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

/** Puts creation code into the artifacts that the tests deploy from; answers what takes it out again. */
function install(codes: ReadonlyMap<string, string>): () => void {
  const undo = [...codes].map(([contract, bytecode]) => {
    const file = path.join(ROOT, `artifacts/contracts/${contract}.sol/${contract}.json`);
    const before = readFileSync(file, "utf8");
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(before) as object), bytecode }));
    return () => writeFileSync(file, before);
  });
  return () => undo.forEach((step) => step());
}

async function judge(question: Question): Promise<Verdict> {
  const codes = compileChanged(ROOT, question);
  if (!codes) return { outcome: "does not compile" };
  const restore = install(codes);
  try {
    if (question.control) return { outcome: "control", unfit: await leaveOutUnfit(), tests: collected.length };
    const by = await findFailure();
    return by ? { outcome: "killed", by } : { outcome: "survived" };
  } finally {
    restore();
  }
}

for (const name of TESTS) await import(path.join(ROOT, `test/contracts/${name}.test.ts`));
process.on("message", (question: Question) => {
  void judge(question).then((verdict) => process.send?.(verdict));
});
process.on("disconnect", () => process.exit(0));
process.send?.({ outcome: "ready" } satisfies Verdict);
