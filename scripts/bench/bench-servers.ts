import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startMongo } from "../local/mongo";
import type { LocalContext } from "../local/process";
import { startRealtime } from "../local/realtime";
import { Stopper } from "../start/stopper";

export type BenchServers = { context: LocalContext; stopper: Stopper; env: Record<string, string>; sources: string };

const hex = (bytes: number): string => `0x${randomBytes(bytes).toString("hex")}`;
const contract = () => ({ address: hex(20), block: 1, blockHash: hex(32), codeHash: hex(32) });

/**
 * Starts a database on disk and a realtime server of their own; this process gets their configuration. No chain:
 * members stand in the projection, as if the follower had just written them. The stopper ends and removes all.
 */
export async function startBenchServers({ name, appUrl = "http://localhost:3000" }: { name: string; appUrl?: string }): Promise<BenchServers> {
  const dataDir = join(import.meta.dirname, "../../.club");
  const runDir = join(dataDir, "bench", `${name}-${process.pid}`);
  const deployments = join(runDir, "deployments");
  mkdirSync(deployments, { recursive: true });
  writeFileSync(join(deployments, "31337.json"), JSON.stringify({ chainId: 31337, membership: contract(), badges: contract() }));
  const context: LocalContext = { dataDir, runDir, log: (line) => console.log(`· ${line}`) };
  const stopper = new Stopper();
  await stopper.add("files", async () => rmSync(runDir, { recursive: true, force: true }));
  stopper.layer();
  try {
    const mongo = await startMongo(context);
    await stopper.add("database", () => mongo.stop());
    const realtime = await startRealtime({ ...context, secret: hex(16) });
    await stopper.add("realtime", () => realtime.stop());
    const env: Record<string, string> = {
      NODE_ENV: "production", APP_URL: appUrl, SESSION_SECRET: "local-bench-session-secret-of-enough-length", MONGODB_URI: mongo.url, MONGODB_DB: `bench_${name}_${process.pid}`,
      CHAIN_ID: "31337", RPC_URL: "http://127.0.0.1:9", DEPLOYMENTS_DIR: deployments, LOG_LEVEL: "error", ...realtime.env,
    };
    Object.assign(process.env, env);
    return { context, stopper, env, sources: `database: ${mongo.source}; realtime: ${realtime.source}` };
  } catch (error) {
    await stopper.stopAll();
    throw error;
  }
}
