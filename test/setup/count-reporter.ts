import { writeFileSync } from "node:fs";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

/** What a run came to. `skipped` holds the reason of each skipped test, by its title. */
export type TestCounts = { passed: number; failed: number; skipped: { test: string; reason: string }[] };

/** Writes the counts of a run to the file named by CLUB_TEST_COUNTS; `npm test` adds them up. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const counts: TestCounts = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) count(module, counts);
    const file = process.env.CLUB_TEST_COUNTS;
    if (file) writeFileSync(file, JSON.stringify(counts));
  }
}

function count(module: TestModule, counts: TestCounts): void {
  let failed = 0;
  for (const test of module.children.allTests()) {
    const result = test.result();
    if (result.state === "passed") counts.passed++;
    else if (result.state === "failed") failed++;
    else counts.skipped.push({ test: `${module.relativeModuleId} > ${test.fullName}`, reason: ("note" in result && result.note) || "no reason given" });
  }
  // A file that could not be loaded, or whose hooks failed, is a failure even where no test of it is.
  if (failed === 0 && !module.ok() && module.state() === "failed") failed = 1;
  counts.failed += failed;
}
