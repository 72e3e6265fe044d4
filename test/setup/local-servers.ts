import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startChain } from "@/scripts/local/chain";
import { endLeftovers } from "@/scripts/local/notes";
import { type LocalContext, notesFolder } from "@/scripts/local/process";
import { startLiveKit } from "@/scripts/local/livekit";
import { startMongo } from "@/scripts/local/mongo";
import { startRealtimeServer } from "@/scripts/local/realtime-server";

/** The variables that lead to the servers of a test run; LIVEKIT_* are absent where no voice server can be had. */
export type ServerEnv = Record<string, string>;

const PUSHER = { PUSHER_APP_ID: "test-club", PUSHER_KEY: "test-club-key", PUSHER_SECRET: "test-club-secret" };

export type TestServers = {
  env: ServerEnv;
  /** Where the voice server came from, or why there is none. */
  voice: string;
  /** Stops the voice server as a crash would; the function it gives starts it again on the same ports. */
  cutVoice(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
};

/** A folder of this run below `.club/test`, and the servers fetched into `.club`, shared with `npm start`. */
export function testContext(name: string): LocalContext {
  const dataDir = join(import.meta.dirname, "../../.club");
  const runDir = join(dataDir, "test", `${name}-${process.pid}`);
  mkdirSync(runDir, { recursive: true });
  return { dataDir, runDir, log: (line) => console.log(`  ${line}`) };
}

/**
 * Starts the real servers of a test run on free ports, all in memory: database, chain, realtime and, where it can
 * be had, voice.
 * @param webhookUrl where LiveKit sends its events; none by default.
 */
export async function startServers({ name, webhookUrl = "" }: { name: string; webhookUrl?: string }): Promise<TestServers> {
  const context = testContext(name);
  await endLeftovers(notesFolder(context.dataDir));
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    await Promise.allSettled(stops.map((end) => end()));
    rmSync(context.runDir, { recursive: true, force: true });
  };
  const keep = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const server = await starting;
    stops.push(() => server.stop());
    return server;
  };
  const started = await Promise.allSettled([
    keep(startMongo({ ...context, memory: true })),
    keep(startChain({ ...context, memory: true })),
    startRealtimeServer({ appId: PUSHER.PUSHER_APP_ID, key: PUSHER.PUSHER_KEY, secret: PUSHER.PUSHER_SECRET, port: 0 }).then((server) => (stops.push(() => server.close()), server)),
    startLiveKit({ ...context, webhookUrl }),
  ]);
  const failed = started.find((result) => result.status === "rejected");
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const [mongo, chain, realtime, livekit] = started.map((result) => (result as PromiseFulfilledResult<unknown>).value) as [
    Awaited<ReturnType<typeof startMongo>>,
    Awaited<ReturnType<typeof startChain>>,
    Awaited<ReturnType<typeof startRealtimeServer>>,
    Awaited<ReturnType<typeof startLiveKit>>,
  ];
  let sounding = livekit;
  stops.push(async () => void (sounding.on && (await sounding.stop())));
  return {
    env: {
      MONGODB_URI: mongo.url,
      RPC_URL: chain.url,
      CHAIN_ID: String(chain.chainId),
      ...PUSHER,
      PUSHER_HOST: "127.0.0.1",
      PUSHER_PORT: String(realtime.port),
      PUSHER_TLS: "0",
      ...(livekit.on ? livekit.env : {}),
    },
    voice: livekit.on ? livekit.source : livekit.reason,
    cutVoice: async () => {
      if (!sounding.on) throw new Error(sounding.reason);
      const { ports } = sounding;
      await sounding.managed?.stop(0);
      return async () => {
        sounding = await startLiveKit({ ...context, ports, webhookUrl });
        if (!sounding.on) throw new Error(sounding.reason);
      };
    },
    stop,
  };
}
