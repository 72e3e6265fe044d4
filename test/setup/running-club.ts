import { rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "@/scripts/local/ports";
import type { LiveKitEnv } from "@/scripts/local/livekit";
import { clubEnvironment } from "@/scripts/start/environment";
import { prepareChain } from "@/scripts/start/prepare-chain";
import { seedClub } from "@/scripts/start/seed-club";
import { startServices } from "@/scripts/start/start-services";
import { Stopper } from "@/scripts/start/stopper";
import { startServers, testContext } from "./local-servers";

export type RunningClub = {
  /** Where the pages are, without a trailing slash. */
  url: string;
  /** The variables of web, worker and bot. */
  env: Record<string, string>;
  /** Why there is no voice in this run, or an empty text. */
  voiceOff: string;
  /** Stops the voice server as a crash would; the function it gives starts it again. */
  cutVoice(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
};

/**
 * Starts the whole club as `npm start` does (built pages, worker, demo club, real servers), on free ports and with
 * everything in memory. The pages must have been built (setup/build.ts).
 * @param extra variables beside the usual ones, such as TELEGRAM_* to start the bot against a fake server.
 */
export async function startRunningClub({ name, extra = {} }: { name: string; extra?: Record<string, string> }): Promise<RunningClub> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const servers = await startServers({ name, webhookUrl: `http://127.0.0.1:${port}/api/livekit/webhook` });
  const context = testContext(`${name}-club`);
  const stopper = new Stopper();
  await stopper.add("servers", () => servers.stop());
  await stopper.add("files", async () => rmSync(context.runDir, { recursive: true, force: true }));
  try {
    const { MONGODB_URI = "", RPC_URL = "", CHAIN_ID = "", LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET, PUSHER_APP_ID = "", PUSHER_KEY = "", PUSHER_SECRET = "", ...rest } = servers.env;
    const livekit = LIVEKIT_URL && LIVEKIT_API_KEY && LIVEKIT_API_SECRET ? ({ LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } satisfies LiveKitEnv) : undefined;
    const env = {
      ...clubEnvironment({
        appUrl: url,
        mongoUrl: MONGODB_URI,
        chain: { url: RPC_URL, chainId: Number(CHAIN_ID) },
        realtime: { PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET, ...rest },
        livekit,
        secrets: { session: "local-test-session-secret-of-enough-length", realtime: PUSHER_SECRET, livekit: "" },
        mode: "production",
      }),
      MONGODB_DB: "club",
      DEPLOYMENTS_DIR: join(context.runDir, "deployments"),
      ...extra,
    };
    await prepareChain({ env, appUrl: url, log: context.log });
    await seedClub({ env, context });
    await startServices({ env, port, dev: false, context, stopper });
    return { url, env, voiceOff: livekit ? "" : servers.voice, cutVoice: servers.cutVoice, stop: () => stopper.stopAll() };
  } catch (error) {
    await stopper.stopAll();
    throw error;
  }
}
