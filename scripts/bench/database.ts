import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startMongo } from "../local/mongo";
import { fillEnvironment } from "../local/script-environment";

/**
 * Starts a database of its own for a measurement, on disk, and gives this process the configuration it needs; no
 * other server is there. Everything is removed at the end.
 */
export async function startBenchDatabase(name: string): Promise<{ source: string; stop(): Promise<void> }> {
  const dataDir = join(import.meta.dirname, "../../.club");
  const runDir = join(dataDir, "bench", `${name}-${process.pid}`);
  mkdirSync(runDir, { recursive: true });
  const mongo = await startMongo({ dataDir, runDir, log: (line) => console.log(line) });
  fillEnvironment({ mongoUrl: mongo.url, database: `bench_${name}_${process.pid}` });
  return {
    source: mongo.source,
    stop: async () => {
      await mongo.stop();
      rmSync(runDir, { recursive: true, force: true });
    },
  };
}
