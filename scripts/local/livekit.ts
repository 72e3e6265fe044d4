import { createHmac } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { sentenceFor } from "./failure";
import { findLiveKit } from "./livekit-binary";
import { choosePort, freeUdpPort } from "./ports";
import { type LocalContext, type LocalServer, spawnServer, waitUntilReady } from "./process";

export type LiveKitEnv = { LIVEKIT_URL: string; LIVEKIT_API_KEY: string; LIVEKIT_API_SECRET: string };
export type LocalLiveKit = ({ on: true; env: LiveKitEnv; ports: LiveKitPorts } & LocalServer) | { on: false; reason: string };
type LiveKitPorts = { livekit: number; livekitTcp: number; livekitUdp: number };

type StartLiveKit = LocalContext & {
  /** The ports of the last start; each is taken again when it is free. */
  ports?: Partial<LiveKitPorts>;
  /** Where events go, such as http://localhost:3000/api/livekit/webhook; empty for nowhere. */
  webhookUrl: string;
  /** Signs tokens and events; derived from the club's own secret. */
  secret?: string;
};

const KEY = "club-local-livekit";

/**
 * Starts the voice server: LIVEKIT_URL with key and secret when given, otherwise the first program found or fetched.
 * Voice is not indispensable: whatever goes wrong is answered as `{on: false, reason}`, never thrown.
 */
export async function startLiveKit({ ports = {}, webhookUrl, secret = "club-local-secret-of-a-test-run-only", ...context }: StartLiveKit): Promise<LocalLiveKit> {
  try {
    const given = givenEnv();
    if (given && "reason" in given) return { on: false, reason: given.reason };
    if (given) return { on: true, env: given, ports: { livekit: 0, livekitTcp: 0, livekitUdp: 0 }, url: given.LIVEKIT_URL, port: 0, source: "LIVEKIT_URL", stop: async () => {} };
    const found = await findLiveKit(context);
    if ("reason" in found) return { on: false, reason: found.reason };
    const chosen = await choosePorts(ports, context);
    const apiSecret = createHmac("sha256", secret).update("livekit").digest("hex");
    const config = writeConfig({ context, ports: chosen, secret: apiSecret, webhookUrl });
    const managed = await spawnServer({ name: "livekit", command: found.path, args: ["--config", config], context });
    await waitUntilReady({ managed, check: async () => (await fetch(`http://127.0.0.1:${chosen.livekit}`, { signal: AbortSignal.timeout(1_000) })).ok });
    const url = `ws://127.0.0.1:${chosen.livekit}`;
    const env = { LIVEKIT_URL: url, LIVEKIT_API_KEY: KEY, LIVEKIT_API_SECRET: apiSecret };
    return { on: true, env, ports: chosen, url, port: chosen.livekit, source: found.source, managed, stop: () => managed.stop() };
  } catch (error) {
    return { on: false, reason: sentenceFor(error) };
  }
}

function givenEnv(): LiveKitEnv | { reason: string } | undefined {
  const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = process.env;
  if (!LIVEKIT_URL && !LIVEKIT_API_KEY && !LIVEKIT_API_SECRET) return undefined;
  if (!LIVEKIT_URL || !LIVEKIT_API_KEY || !LIVEKIT_API_SECRET) return { reason: "only some of LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET are set: set all three, or none for a local server" };
  return { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET };
}

async function choosePorts(wanted: Partial<LiveKitPorts>, { log }: LocalContext): Promise<LiveKitPorts> {
  const main = await choosePort(wanted.livekit);
  if (main.moved) log(`Port ${wanted.livekit} is taken; the voice server uses ${main.port}.`);
  const tcp = await choosePort(wanted.livekitTcp);
  return { livekit: main.port, livekitTcp: tcp.port, livekitUdp: await freeUdpPort(wanted.livekitUdp) };
}

/** JSON is YAML: the server reads it as its configuration. Answers the path. */
function writeConfig({ context, ports, secret, webhookUrl }: { context: LocalContext; ports: LiveKitPorts; secret: string; webhookUrl: string }): string {
  const loopback = Object.entries(networkInterfaces()).find(([, addresses]) => addresses?.some(({ internal, family }) => internal && family === "IPv4"))?.[0] ?? "lo";
  const config = {
    port: ports.livekit,
    bind_addresses: ["127.0.0.1"],
    log_level: "warn",
    // Loopback alone: this server is for browsers on this machine.
    rtc: { udp_port: ports.livekitUdp, tcp_port: ports.livekitTcp, node_ip: "127.0.0.1", use_external_ip: false, enable_loopback_candidate: true, interfaces: { includes: [loopback] } },
    // Only the club makes rooms. The codecs are of the whole server: video ones are for rooms with video.
    room: { auto_create: false, enabled_codecs: [{ mime: "audio/opus" }, { mime: "audio/red" }, { mime: "video/VP8" }, { mime: "video/H264" }] },
    keys: { [KEY]: secret },
    // By default the queue drops what is older than 30 s or beyond 200 events; closing a large room needs more.
    ...(webhookUrl ? { webhook: { api_key: KEY, urls: [webhookUrl], resource_url_notifier: { max_age: "10m", max_depth: 5000 } } } : {}),
  };
  mkdirSync(context.runDir, { recursive: true });
  const path = join(context.runDir, "livekit.yaml");
  writeFileSync(path, JSON.stringify(config, null, 2), { mode: 0o600 });
  return path;
}
