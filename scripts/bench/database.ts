import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startMongo } from "../local/mongo";

/**
 * Starts a database of its own for a measurement, on disk, and gives this process the configuration it needs; no
 * other server is there. Everything is removed at the end.
 */
export async function startBenchDatabase(name: string): Promise<{ source: string; stop(): Promise<void> }> {
  const dataDir = join(import.meta.dirname, "../../.club");
  const runDir = join(dataDir, "bench", `${name}-${process.pid}`);
  mkdirSync(runDir, { recursive: true });
  const mongo = await startMongo({ dataDir, runDir, log: (line) => console.log(line) });
  Object.assign(process.env, {
    APP_URL: "http://localhost:3000",
    SESSION_SECRET: "local-bench-session-secret-of-enough-length",
    MONGODB_URI: mongo.url,
    MONGODB_DB: `bench_${name}_${process.pid}`,
    CHAIN_ID: "31337",
    RPC_URL: "http://127.0.0.1:9",
    PUSHER_APP_ID: "bench",
    PUSHER_KEY: "bench",
    PUSHER_SECRET: "bench",
    PUSHER_HOST: "127.0.0.1",
    PUSHER_PORT: "9",
    PUSHER_TLS: "0",
    LOG_LEVEL: "silent",
  });
  return {
    source: mongo.source,
    stop: async () => {
      await mongo.stop();
      rmSync(runDir, { recursive: true, force: true });
    },
  };
}

/** The value below which `share` of the numbers lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
