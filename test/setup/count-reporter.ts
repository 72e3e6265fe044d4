import { writeFileSync } from "node:fs";
import type { Counts } from "@/scripts/test-run/steps";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

/** Writes the counts of a run to the file named by CLUB_TEST_COUNTS; `npm test` adds them up. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const counts: Counts = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) count(module, counts);
    const file = process.env.CLUB_TEST_COUNTS;
    if (file) writeFileSync(file, JSON.stringify(counts));
  }
}

function count(module: TestModule, counts: Counts): void {
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
