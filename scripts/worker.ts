import { runWorker } from "@/lib/jobs/run-worker";
import { checkContracts } from "@/lib/platform/check-contracts";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { closeDatabase } from "@/lib/platform/mongo";

/** The worker process. SIGTERM and SIGINT end it in order; what has not ended after 4 s is left to its lease. */
const LONGEST_END_MS = 4_000;
const stopping = new AbortController();

try {
  env();
  await checkContracts();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => {
    stopping.abort();
    setTimeout(() => process.exit(0), LONGEST_END_MS).unref();
  });

log("worker").info({ pid: process.pid }, "the worker runs");
await runWorker({ signal: stopping.signal });
await closeDatabase();
log("worker").info("the worker has ended");
process.exit(0);
