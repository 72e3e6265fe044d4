import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LocalLiveKit, startLiveKit } from "../local/livekit";
import { startMongo } from "../local/mongo";
import { freePort } from "../local/ports";
import type { LocalContext } from "../local/process";
import { startRealtime } from "../local/realtime";
import { buildWeb } from "../start/build-web";
import { keepService, waitForHealth, webArgs } from "../start/services";
import { Stopper } from "../start/stopper";

export type WebClub = { url: string; env: Record<string, string>; voice: LocalLiveKit | null; sources: string; stop(): Promise<void> };

const hex = (bytes: number): string => `0x${randomBytes(bytes).toString("hex")}`;
const contract = () => ({ address: hex(20), block: 1, blockHash: hex(32), codeHash: hex(32) });

/**
 * Starts database, realtime server, the built pages and, when asked, the voice server, all of their own; this process
 * gets the same configuration. No chain: members stand in the projection, as if the follower had just written them.
 */
export async function startWebClub({ name, voice = false }: { name: string; voice?: boolean }): Promise<WebClub> {
  const dataDir = join(import.meta.dirname, "../../.club");
  const runDir = join(dataDir, "bench", `${name}-${process.pid}`);
  const deployments = join(runDir, "deployments");
  mkdirSync(deployments, { recursive: true });
  writeFileSync(join(deployments, "31337.json"), JSON.stringify({ chainId: 31337, membership: contract(), badges: contract() }));
  const context: LocalContext = { dataDir, runDir, log: (line) => console.log(`· ${line}`) };
  const stopper = new Stopper();
  await stopper.add("files", async () => rmSync(runDir, { recursive: true, force: true }));
  stopper.layer();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  try {
    const mongo = await startMongo(context);
    await stopper.add("database", () => mongo.stop());
    const realtime = await startRealtime({ ...context, secret: hex(16) });
    await stopper.add("realtime", () => realtime.stop());
    const livekit = voice ? await startLiveKit({ ...context, webhookUrl: "" }) : null;
    if (livekit?.on) await stopper.add("voice", () => livekit.stop());
    await buildWeb(context);
    const env: Record<string, string> = {
      NODE_ENV: "production", APP_URL: url, SESSION_SECRET: "local-bench-session-secret-of-enough-length", MONGODB_URI: mongo.url, MONGODB_DB: `bench_${name}`,
      CHAIN_ID: "31337", RPC_URL: "http://127.0.0.1:9", DEPLOYMENTS_DIR: deployments, LOG_LEVEL: "error", ...realtime.env, ...(livekit?.on ? livekit.env : {}),
    };
    Object.assign(process.env, env);
    stopper.layer();
    const web = await keepService({ name: "web", args: webArgs({ dev: false, port }), env: { ...(process.env as Record<string, string>), ...env, PORT: String(port), HOST: "127.0.0.1" }, context });
    await stopper.add("web", () => web.stop());
    await waitForHealth({ web, url, timeoutMs: 120_000 });
    return { url, env, voice: livekit, sources: `database: ${mongo.source}; realtime: ${realtime.source}; pages: built, one process`, stop: () => stopper.stopAll() };
  } catch (error) {
    await stopper.stopAll();
    throw error;
  }
}
