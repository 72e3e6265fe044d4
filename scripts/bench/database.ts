import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startMongo } from "../local/mongo";
import type { LocalContext } from "../local/process";
import { startRealtimeServer } from "../local/realtime-server";
import { fillEnvironment } from "../local/script-environment";

export type BenchServers = { source: string; context: LocalContext; stop(): Promise<void> };

/**
 * Starts a database of its own for a measurement, on disk, and a realtime server, and gives this process the
 * configuration it needs. Everything is removed at the end.
 */
export async function startBenchServers(name: string): Promise<BenchServers> {
  const dataDir = join(import.meta.dirname, "../../.club");
  const runDir = join(dataDir, "bench", `${name}-${process.pid}`);
  mkdirSync(runDir, { recursive: true });
  const context: LocalContext = { dataDir, runDir, log: (line) => console.log(line) };
  const mongo = await startMongo(context);
  const realtime = await startRealtimeServer({ appId: "local-script", key: "local-script", secret: "local-script", port: 0 });
  process.env.PUSHER_PORT = String(realtime.port);
  fillEnvironment({ mongoUrl: mongo.url, database: `bench_${name}_${process.pid}` });
  return {
    source: mongo.source,
    context,
    stop: async () => {
      await realtime.close();
      await mongo.stop();
      rmSync(runDir, { recursive: true, force: true });
    },
  };
}
