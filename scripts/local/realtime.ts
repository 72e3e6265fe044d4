import { fileURLToPath } from "node:url";
import { choosePort } from "./ports";
import { type LocalContext, type LocalServer, spawnServer, waitUntilReady } from "./process";
import { LocalFault } from "./failure";

/** What web, worker and tests need to reach the realtime server: the PUSHER_* variables. */
export type RealtimeEnv = { PUSHER_APP_ID: string; PUSHER_KEY: string; PUSHER_SECRET: string } & Partial<Record<"PUSHER_CLUSTER" | "PUSHER_HOST" | "PUSHER_PORT" | "PUSHER_TLS", string>>;
export type LocalRealtime = LocalServer & { env: RealtimeEnv };

type StartRealtime = LocalContext & { port?: number; secret: string };

/** Starts the realtime server: PUSHER_* when given (hosted, or any server of the protocol), otherwise our own. */
export async function startRealtime({ port, secret, ...context }: StartRealtime): Promise<LocalRealtime> {
  const given = givenEnv();
  if (given) return { url: given.PUSHER_HOST ?? `${given.PUSHER_CLUSTER ?? "mt1"}.pusher.com`, port: 0, source: "PUSHER_* variables", env: given, stop: async () => {} };
  const chosen = await choosePort(port);
  if (chosen.moved) context.log(`Port ${port} is taken; the realtime server uses ${chosen.port}.`);
  const env: RealtimeEnv = { PUSHER_APP_ID: "local-club", PUSHER_KEY: "local-club-key", PUSHER_SECRET: secret, PUSHER_HOST: "127.0.0.1", PUSHER_PORT: String(chosen.port), PUSHER_TLS: "0" };
  const script = fileURLToPath(new URL("./realtime-server.ts", import.meta.url));
  const managed = await spawnServer({ name: "realtime", command: process.execPath, args: ["--import", "tsx", script], env: { ...process.env, ...env }, context });
  const url = `http://127.0.0.1:${chosen.port}`;
  await waitUntilReady({ managed, check: async () => (await fetch(url, { signal: AbortSignal.timeout(1_000) })).ok });
  return { url, port: chosen.port, source: "the club's own server", env, managed, stop: () => managed.stop() };
}

/** The variables of the person, all or none. Half a set is told, not guessed around. */
function givenEnv(): RealtimeEnv | undefined {
  const { PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET, PUSHER_CLUSTER, PUSHER_HOST, PUSHER_PORT, PUSHER_TLS } = process.env;
  if (!PUSHER_APP_ID && !PUSHER_KEY && !PUSHER_SECRET) return undefined;
  if (!PUSHER_APP_ID || !PUSHER_KEY || !PUSHER_SECRET) throw new LocalFault("Only some of PUSHER_APP_ID, PUSHER_KEY and PUSHER_SECRET are set: set all three, or none to use the club's own server.");
  return { PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET, PUSHER_CLUSTER, PUSHER_HOST, PUSHER_PORT, PUSHER_TLS };
}
