import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { createPublicClient, type Hex, http, zeroAddress } from "viem";
import { contentHash } from "@/lib/badges/metadata";
import { readMetadataFile } from "@/lib/badges/serve-metadata";
import { clubBadgesAbi } from "@/lib/generated/contracts";
import { createIndexes } from "@/lib/jobs/create-indexes";
import { ensureAccount } from "@/lib/membership/ensure-account";
import { leases, outbox } from "@/lib/minting/store";
import { closeDatabase } from "@/lib/platform/mongo";
import { sleep } from "@/lib/platform/sleep";
import { correctXp } from "@/lib/xp/correct-xp";
import { deployClub } from "../deployment/deploy-club";
import { DEMO_BADGE_IDS, seedDemoClub } from "../deployment/seed-demo-club";
import { startChain } from "../local/chain";
import { LOCAL_KEYS, localAddress } from "../start/environment";
import { startBenchServers } from "./bench-servers";
import { percentile } from "./percentile";

/** From the XP that crosses a threshold to the badge in a block, with the real worker, chain and database, for thresholds crossed at random times. */
const CROSSINGS = Number(process.argv[2] ?? 100);
const OVER_MS = Number(process.argv[3] ?? 60) * 1000;
const BAR_MS = 10_000;
const DEMO_BADGE = 11;
const PATIENCE_MS = 120_000;

/** Serves the badges' pages and pictures, as the site does: without them nothing is final. */
async function startSite() {
  const server = createServer((request, response) => {
    void readMetadataFile({ collection: "badges", file: request.url?.split("/").at(-1) ?? "" }).then((file) => {
      response.writeHead(file ? 200 : 404, file ? { "Content-Type": file.type } : {});
      response.end(file ? Buffer.from(file.body) : undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

async function until(holds: () => Promise<boolean>, everyMs: number): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("The worker did not do it in two minutes.");
    await sleep(everyMs);
  }
}

const dataDir = join(import.meta.dirname, "../../.club");
const runDir = join(dataDir, "bench", `minting-chain-${process.pid}`);
mkdirSync(runDir, { recursive: true });
const chain = await startChain({ dataDir, runDir, log: (line) => console.log(line), memory: true });
const site = await startSite();
const servers = await startBenchServers({ name: "minting", appUrl: site.url });
Object.assign(process.env, { RPC_URL: chain.url, DEPLOYMENTS_DIR: runDir, MINTER_PRIVATE_KEY: LOCAL_KEYS.minter });
const deployed = await deployClub({ rpcUrl: chain.url, chainId: chain.chainId, deployerKey: LOCAL_KEYS.deployer, owner: localAddress("owner") as Hex, treasury: localAddress("owner") as Hex, minter: localAddress("minter") as Hex, baseUrl: site.url, adminDelaySeconds: 0 });
writeFileSync(join(runDir, `${chain.chainId}.json`), JSON.stringify(deployed));
await seedDemoClub({ rpcUrl: chain.url, deployment: deployed, ownerKey: LOCAL_KEYS.owner, baseUrl: site.url, contentHashes: Object.fromEntries(DEMO_BADGE_IDS.map((id) => [id, contentHash({ id, baseUrl: site.url })])) });
await createIndexes();
const worker = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "scripts/worker.ts"], { stdio: "inherit", env: process.env });

const reader = createPublicClient({ transport: http(chain.url) });
const seen = new Map<string, number>();
/** Notes when each wallet's award was first to be seen in a block. */
async function look(): Promise<void> {
  const logs = await reader.getContractEvents({ abi: clubBadgesAbi, address: deployed.badges.address, eventName: "TransferSingle", args: { from: zeroAddress }, fromBlock: 0n });
  for (const { args } of logs) if (args.value === 1n && args.to && !seen.has(args.to.toLowerCase())) seen.set(args.to.toLowerCase(), Date.now());
}

try {
  await until(async () => (await leases().countDocuments()) > 0, 200);
  const members = await Promise.all(Array.from({ length: CROSSINGS }, (_, index) => ensureAccount({ wallet: `0xcc${(index + 1).toString(16).padStart(38, "0")}`, locale: "en" })));
  const crossed = new Map<string, number>();
  let watching = true;
  const watch = (async () => {
    while (watching) {
      await look();
      await sleep(100);
    }
  })();
  await Promise.all(
    members.map(async (member) => {
      await sleep(Math.random() * OVER_MS);
      crossed.set(member.wallet, Date.now());
      await correctXp({ memberId: member._id, amount: 40, reason: "measured", key: "bench", byId: member._id });
    }),
  );
  await until(async () => (await outbox().countDocuments({ badgeId: DEMO_BADGE, state: "final" })) === CROSSINGS, 500);
  watching = false;
  await watch;
  const rows = await outbox().find({ badgeId: DEMO_BADGE }).toArray();
  const onChain = members.map(({ wallet }) => (seen.get(wallet) ?? NaN) - (crossed.get(wallet) ?? NaN));
  const final = rows.map((row) => row.updatedAt.getTime() - (crossed.get(row.wallet) ?? NaN));
  const figures = (values: number[]) => ({ p50: percentile(values, 0.5), p95: percentile(values, 0.95), max: Math.max(...values) });
  const report = { crossings: CROSSINGS, seconds: OVER_MS / 1000, transactions: new Set(rows.map((row) => row.txHash)).size, onChainMs: figures(onChain), finalMs: figures(final), barMs: BAR_MS, servers: servers.sources, cpus: cpus().length, load: Number(loadavg()[0]?.toFixed(1)) };
  const line = (name: string, { p50, p95, max }: ReturnType<typeof figures>) => console.log(`${name.padEnd(30)}${[p50, p95, max].map((ms) => `${(ms / 1000).toFixed(2)} s`.padStart(12)).join("")}`);
  console.log(`${`${CROSSINGS} thresholds in ${OVER_MS / 1000} s`.padEnd(30)}${["p50", "p95", "max"].map((head) => head.padStart(12)).join("")}`);
  line("threshold → badge in a block", report.onChainMs);
  line("threshold → final", report.finalMs);
  console.log(JSON.stringify(report));
  process.exitCode = report.onChainMs.p95 < BAR_MS ? 0 : 1;
} finally {
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  worker.kill("SIGTERM");
  await ended;
  await closeDatabase();
  site.server.close();
  await Promise.all([servers.stopper.stopAll(), chain.stop()]);
  rmSync(runDir, { recursive: true, force: true });
}
