import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openSession } from "@/lib/auth/open-session";
import { ensureAccount } from "@/lib/membership/ensure-account";
import { memberships, saveCursor, type Wallet } from "@/lib/membership/store";
import { deploymentId } from "@/lib/platform/chain";
import { freePort } from "../local/ports";
import type { LocalContext } from "../local/process";
import { buildWeb } from "../start/build-web";
import { keepService, waitForHealth, webArgs } from "../start/services";

const CURSOR_EVERY_MS = 5_000;

const word = (n: number, bytes: number): `0x${string}` => `0x${n.toString(16).padStart(bytes * 2, "0")}`;

/** A deployment that only has a name: the bench writes the projection itself, as the follower would. */
export function nameDeployment(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const contract = (n: number) => ({ address: word(n, 20), block: 1, blockHash: word(n, 32), codeHash: word(n, 32) });
  writeFileSync(join(folder, "31337.json"), JSON.stringify({ chainId: 31337, membership: contract(1), badges: contract(2) }));
  process.env.DEPLOYMENTS_DIR = folder;
}

/** A member with a live pass and a session, made by the same use cases as a sign-in. */
export async function makeBenchMember(n: number): Promise<{ id: string; wallet: Wallet; cookie: string }> {
  const wallet = word(0xbe0000 + n, 20);
  await memberships().insertOne({ _id: wallet, deployment: deploymentId(), tier: 1, expiresAt: null, admin: false, owner: false, block: 1, eventBlock: 1, told: true });
  const account = await ensureAccount({ wallet, locale: "en" });
  const { token } = await openSession({ memberId: account._id, wallet, chainId: 31337, method: "eoa" });
  return { id: account._id, wallet, cookie: `club_session=${token}` };
}

/** Says again and again that the projection equals the chain, in the follower's place. */
export async function followNothing(): Promise<() => void> {
  const say = () => saveCursor(deploymentId(), { block: 1, headHash: word(1, 32), blockTime: new Date(), followedAt: new Date() });
  await say();
  const timer = setInterval(() => void say().catch(() => undefined), CURSOR_EVERY_MS);
  return () => clearInterval(timer);
}

/** Starts the real web process on the built pages, with this process's configuration. Builds them when they are stale. */
export async function startBenchWeb({ context }: { context: LocalContext }): Promise<{ url: string; port: number; stop(): Promise<void> }> {
  await buildWeb(context);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const given = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const web = await keepService({ name: "bench-web", args: webArgs({ dev: false, port }), env: { ...given, NODE_ENV: "production", APP_URL: `http://localhost:${port}`, PORT: String(port), HOST: "127.0.0.1" }, context });
  await waitForHealth({ web, url, timeoutMs: 120_000 });
  return { url, port, stop: () => web.stop() };
}
