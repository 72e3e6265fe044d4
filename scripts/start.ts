/**
 * The whole club on one machine: local servers, contracts, demo data, pages, worker and bot.
 *
 * Usage: npm start (production build) or npm run dev (hot reload). PORT chooses the port of the pages.
 * With --fake-telegram a stand-in for Telegram runs beside it, with a page that shows its chats.
 */
import { parseEnv } from "@/lib/platform/env";
import { LocalFault, sentenceFor } from "./local/failure";
import { endLeftovers } from "./local/notes";
import { holdPort, isFree, nextFreePort, readPorts } from "./local/ports";
import { type LocalContext, notesFolder, stopSpawned } from "./local/process";
import { clubEnvironment } from "./start/environment";
import { readDeployment } from "./start/match-data";
import { CLUB_DIR } from "./start/place";
import { prepareChain, rememberChain } from "./start/prepare-chain";
import { claimClub, releaseClub, tellClub } from "./start/running";
import { localSecrets } from "./start/secrets";
import { seedClub } from "./start/seed-club";
import type { Kept } from "./start/services";
import { type Servers, startServers } from "./start/start-servers";
import { startServices } from "./start/start-services";
import { Stopped, Stopper } from "./start/stopper";
import { summary } from "./start/summary";

const began = Date.now();
const dev = process.argv.includes("--dev");
const fakeTelegram = process.argv.includes("--fake-telegram");
const context: LocalContext = { dataDir: CLUB_DIR, runDir: CLUB_DIR, log: (line) => console.log(`· ${line}`) };
const stopper = new Stopper();

/** The port of the pages: PORT, or the last one, or 3000; the next free one when it is taken. */
async function webPort(): Promise<number> {
  const wanted = Number(process.env.PORT) || readPorts(CLUB_DIR).web || 3000;
  if (await isFree(wanted)) return wanted;
  const port = await nextFreePort(wanted + 1);
  context.log(`Port ${wanted} is taken by another program; the club opens at ${port}.`);
  return port;
}

/** Resolves with a sentence when something the club cannot do without has ended by itself. */
function failure({ mongo, chain, realtime, livekit, telegram }: Servers, services: Kept[]): Promise<string> {
  const servers = [mongo.managed, chain.managed, realtime.managed, livekit.on ? livekit.managed : undefined, telegram?.managed].filter((managed) => managed !== undefined);
  return Promise.race([
    ...services.map(({ failed }) => failed),
    ...servers.map(async (managed) => {
      const { code, signal } = await managed.exited;
      return `${managed.name} ended by itself (${signal ?? `code ${code}`}); everything is stopped, run the same command again. The end of its log:\n${managed.tail(6)}`;
    }),
  ]);
}

async function open(): Promise<void> {
  claimClub();
  await stopper.add("note", async () => releaseClub());
  const ended = await endLeftovers(notesFolder(CLUB_DIR));
  if (ended.length > 0) context.log(`An earlier run was killed; ended what it left behind: ${ended.join(", ")}.`);
  const port = await webPort();
  const letGo = await holdPort(port);
  await stopper.add("port", letGo);
  const appUrl = process.env.APP_URL || `http://localhost:${port}`;
  const secrets = localSecrets();
  const servers = await startServers({ context, secrets, stopper, webPort: port, dev, fakeTelegram });
  const { mongo, chain, realtime, livekit, telegram } = servers;
  const env = { ...clubEnvironment({ appUrl, mongoUrl: mongo.url, chain, realtime: realtime.env, livekit: livekit.on ? livekit.env : undefined, secrets, mode: dev ? "development" : "production" }), ...telegram?.env };
  parseEnv(env);
  await prepareChain({ env, appUrl, log: context.log });
  await seedClub({ env, context });
  await rememberChain(env);
  await letGo();
  const services = await startServices({ env, port, dev, context, stopper });
  tellClub({ url: appUrl });
  const contracts = env.DEPLOYMENTS_DIR ? readDeployment(env.DEPLOYMENTS_DIR, chain.chainId) : undefined;
  console.log(
    summary({
      url: appUrl,
      sources: { database: mongo.source, chain: chain.source, realtime: realtime.source, voice: livekit.on ? livekit.source : "" },
      voiceOff: livekit.on ? "" : livekit.reason,
      telegram: telegram ? `a fake one, its chats are at ${telegram.url}` : env.TELEGRAM_BOT_TOKEN ? "on" : "",
      local: chain.chainId === 31337,
      contracts: contracts && { membership: contracts.membership.address, badges: contracts.badges.address },
      seconds: (Date.now() - began) / 1000,
    }),
  );
  const sentence = await failure(servers, services);
  if (!stopper.isStopping) throw new LocalFault(sentence);
}

/** Stops what is noted, in order, and then whatever was just being started. */
async function stopAll(): Promise<void> {
  await stopper.stopAll();
  await stopSpawned();
}

let signalled = 0;
/** The first signal stops in order; one that comes a second later, from an impatient person, ends at once. */
async function onSignal(signal: string): Promise<void> {
  if (signalled !== 0) {
    if (Date.now() - signalled > 1_000) process.exit(1);
    return;
  }
  signalled = Date.now();
  if (signal !== "parent") console.log("\n· Stopping …");
  await stopAll();
  if (signal !== "parent") console.log("· Stopped.");
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void onSignal(signal));
// A killed parent (npm, the bootstrap) sends no signal: without it nobody could stop the club.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && void onSignal("parent"), 1_000).unref();
process.stdout.on("error", () => {});

open().catch(async (error: unknown) => {
  if (error instanceof Stopped || stopper.isStopping) return;
  await stopAll();
  console.error(`\n${sentenceFor(error)}`);
  process.exit(1);
});
