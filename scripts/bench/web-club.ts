import { type LocalLiveKit, startLiveKit } from "../local/livekit";
import { freePort } from "../local/ports";
import { buildWeb } from "../start/build-web";
import { keepService, waitForHealth, webArgs } from "../start/services";
import { startBenchServers } from "./bench-servers";

export type WebClub = { url: string; env: Record<string, string>; voice: LocalLiveKit | null; sources: string; stop(): Promise<void> };

/** The servers of a measurement with the built pages before them and, when asked, the voice server. */
export async function startWebClub({ name, voice = false }: { name: string; voice?: boolean }): Promise<WebClub> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const { context, stopper, env, sources } = await startBenchServers({ name, appUrl: url });
  try {
    const livekit = voice ? await startLiveKit({ ...context, webhookUrl: "" }) : null;
    if (livekit?.on) {
      await stopper.add("voice", () => livekit.stop());
      Object.assign(process.env, livekit.env);
    }
    await buildWeb(context);
    stopper.layer();
    const web = await keepService({ name: "web", args: webArgs({ dev: false, port }), env: { ...(process.env as Record<string, string>), PORT: String(port), HOST: "127.0.0.1" }, context });
    await stopper.add("web", () => web.stop());
    await waitForHealth({ web, url, timeoutMs: 120_000 });
    return { url, env, voice: livekit, sources: `${sources}; pages: built, one process`, stop: () => stopper.stopAll() };
  } catch (error) {
    await stopper.stopAll();
    throw error;
  }
}
