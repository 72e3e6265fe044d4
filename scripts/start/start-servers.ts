import { type LocalChain, startChain } from "../local/chain";
import { type FakeTelegramServer, startFakeTelegram } from "../local/fake-telegram";
import { type LocalLiveKit, startLiveKit } from "../local/livekit";
import { startMongo } from "../local/mongo";
import { readPorts, writePorts } from "../local/ports";
import type { LocalContext, LocalServer } from "../local/process";
import { type LocalRealtime, startRealtime } from "../local/realtime";
import { buildContracts } from "./build-contracts";
import { buildWeb } from "./build-web";
import type { LocalSecrets } from "./secrets";
import type { Stopper } from "./stopper";

export type Servers = { mongo: LocalServer; chain: LocalChain; realtime: LocalRealtime; livekit: LocalLiveKit; telegram: FakeTelegramServer | undefined };

type StartServers = { context: LocalContext; secrets: LocalSecrets; stopper: Stopper; webPort: number; dev: boolean; fakeTelegram: boolean };

/**
 * Starts the local servers and does the builds, all at once; answers when all are there. When one fails the others
 * are awaited first, so that the stopper knows of every process.
 */
export async function startServers({ context, secrets, stopper, webPort, dev, fakeTelegram }: StartServers): Promise<Servers> {
  const ports = readPorts(context.dataDir);
  const keep = async <T extends object>(what: string, starting: Promise<T>): Promise<T> => {
    const server = await starting;
    await stopper.add(what, async () => ("stop" in server ? (server.stop as () => Promise<void>)() : undefined));
    return server;
  };
  stopper.layer();
  const webhookUrl = `http://127.0.0.1:${webPort}/api/livekit/webhook`;
  const work = [
    keep("database", startMongo({ ...context, port: ports.mongo })),
    keep("chain", startChain({ ...context, port: ports.chain })),
    keep("realtime", startRealtime({ ...context, port: ports.realtime, secret: secrets.realtime })),
    keep("voice", startLiveKit({ ...context, ports, webhookUrl, secret: secrets.livekit })),
    fakeTelegram ? keep("fake Telegram", startFakeTelegram({ ...context, port: ports.telegram })) : undefined,
    buildContracts(context),
    dev ? undefined : buildWeb(context),
  ] as const;
  const failed = (await Promise.allSettled(work)).find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
  const [mongo, chain, realtime, livekit, telegram] = [await work[0], await work[1], await work[2], await work[3], await work[4]];
  const used = { ...ports, web: webPort, mongo: mongo.port, chain: chain.port, realtime: realtime.port, ...(telegram ? { telegram: telegram.port } : {}), ...(livekit.on ? livekit.ports : {}) };
  writePorts(context.dataDir, Object.fromEntries(Object.entries(used).filter(([, port]) => port !== 0)));
  return { mongo, chain, realtime, livekit, telegram };
}
