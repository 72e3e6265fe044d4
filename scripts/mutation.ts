import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { endTools } from "./local/tool";
import { EXPLAINED } from "./mutation/explained";
import { makeMutants, type Mutant } from "./mutation/mutants";
import { askJudge, askSolidity, dismissJudge, openWorkshop, type Verdict } from "./mutation/workshop";
import { contentHash } from "./start/content-hash";
import { CLUB_DIR, ROOT } from "./start/place";

const BAR = 0.95;
const FOLDER = join(CLUB_DIR, "mutation");
const RESULTS = join(FOLDER, "results.jsonl");
const TESTS = ["test/contracts", "contracts/test", "contracts/mocks"];

type Outcome = "killed" | "survived" | "does not compile" | "not run";
type Result = { key: string; outcome: Outcome; by?: string };

/**
 * `npm run test:mutation -- [--minutes 600] [--only MembershipMoney] [--fresh] [--shard 0/2]`: makes one small fault after the other
 * in the deployed contracts, in a copy of the project, and runs the contract tests against it: the TypeScript tests
 * first, the Solidity tests for what those miss. Results are kept in `.club/mutation`, so a stopped run goes on where
 * it was, and shards may run side by side. Ends with 1 when fewer than 95 % of the faults are noticed; faults that change nothing count as not noticed.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { minutes: { type: "string", default: "600" }, only: { type: "string" }, fresh: { type: "boolean", default: false }, shard: { type: "string", default: "0/1" } } });
  const [shard = 0, of = 1] = values.shard.split("/").map(Number);
  const end = Date.now() + Number(values.minutes) * 60_000;
  if (values.fresh) rmSync(RESULTS, { force: true });
  const mutants = sources()
    .flatMap((file) => makeMutants(file, readFileSync(join(ROOT, file), "utf8")))
    .filter(({ file }, index) => (!values.only || file.includes(values.only)) && index % of === shard);
  const known = readResults();
  const copy = join(FOLDER, `copy-${shard}`);
  const results: Result[] = [];
  let open = false;
  for (const [index, mutant] of mutants.entries()) {
    const keys = keysOf(mutant);
    let result = known.get(keys.killed) ?? known.get(keys.survived);
    if (!result && Date.now() < end) {
      if (!open) await openWorkshop(copy);
      open = true;
      result = await tryOut(copy, mutant);
      mkdirSync(dirname(RESULTS), { recursive: true });
      appendFileSync(RESULTS, `${JSON.stringify(result)}\n`);
    }
    results.push(result ?? { key: keys.killed, outcome: "not run" });
    if (result) console.log(`${index + 1}/${mutants.length} ${result.outcome} ${mutant.file}:${mutant.line} ${mutant.fault}${result.by ? ` (${result.by})` : ""}`);
  }
  dismissJudge();
  report(mutants, results);
}

const sources = (): string[] =>
  ["contracts", "contracts/base"].flatMap((folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".sol")).map((name) => `${folder}/${name}`));

/**
 * What a result is kept under. A killed mutant stays killed while the contracts are the same; a survivor is tried again
 * when the tests changed.
 */
function keysOf({ file, source }: Mutant) {
  const hash = (...parts: string[]) => createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 32);
  const killed = hash(file, source, contentHash(sources()));
  return { killed, survived: hash(killed, contentHash(TESTS)) };
}

function readResults(): Map<string, Result> {
  const lines = existsSync(RESULTS) ? readFileSync(RESULTS, "utf8").split("\n") : [];
  const found = lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as Result];
    } catch {
      // The last line of a run that was stopped while it wrote.
      return [];
    }
  });
  return new Map(found.map((result) => [result.key, result]));
}

async function tryOut(copy: string, mutant: Mutant): Promise<Result> {
  const { killed, survived } = keysOf(mutant);
  let verdict: Verdict = await askJudge(copy, mutant);
  if (verdict.outcome === "survived") verdict = await askSolidity(copy, mutant);
  if (verdict.outcome === "killed") return { key: killed, outcome: "killed", by: verdict.by };
  return verdict.outcome === "survived" ? { key: survived, outcome: "survived" } : { key: killed, outcome: "does not compile" };
}

function report(mutants: readonly Mutant[], results: readonly Result[]): void {
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length;
  const survivors = mutants.filter((_, index) => results[index]?.outcome === "survived");
  const reasonOf = ({ file, fault }: Mutant) => EXPLAINED.find((known) => known.file === file && known.fault === fault)?.reason;
  for (const mutant of survivors) console.log(`SURVIVED ${mutant.file}:${mutant.line} ${mutant.fault}: ${reasonOf(mutant) ?? "NOT EXPLAINED"}`);
  const killed = count("killed");
  const judged = killed + survivors.length;
  const score = judged === 0 ? 0 : killed / judged;
  const unexplained = survivors.filter((mutant) => !reasonOf(mutant)).length;
  console.log(JSON.stringify({ mutants: mutants.length, killed, survived: survivors.length, unexplained, notCompiling: count("does not compile"), notRun: count("not run"), score: Number(score.toFixed(4)), bar: BAR }));
  process.exitCode = score >= BAR && unexplained === 0 && count("not run") === 0 ? 0 : 1;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    dismissJudge();
    endTools();
    process.exit(130);
  });
}
await main();
