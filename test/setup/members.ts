import { randomBytes } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openSession } from "@/lib/auth/open-session";
import { readSession, type Viewer } from "@/lib/auth/read-session";
import { insertMember, memberships, saveCursor, type Wallet } from "@/lib/membership/store";
import { deploymentId } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";

// Set when this file is loaded, before anything reads the configuration: a deployment that only has a name, because
// members made here stand in the projection, as if the follower had just written them, and the chain is never asked.
const folder = mkdtempSync(path.join(tmpdir(), "club-members-"));
const hex = (bytes: number): `0x${string}` => `0x${randomBytes(bytes).toString("hex")}`;
const contract = () => ({ address: hex(20), block: 1, blockHash: hex(32), codeHash: hex(32) });
process.env.DEPLOYMENTS_DIR = folder;
writeFileSync(path.join(folder, "31337.json"), JSON.stringify({ chainId: 31337, membership: contract(), badges: contract() }));

export type TestMember = Viewer & { token: string };
type Roles = { owner?: boolean; admin?: boolean; speaker?: boolean; member?: boolean };

let made = 0;

/** An account with a live pass unless `roles.member` is false, signed in. Roles beyond that as given. */
export async function makeMember({ name, roles = {} }: { name?: string; roles?: Roles } = {}): Promise<TestMember> {
  made += 1;
  const called = name ?? `Member ${made}`;
  const id = newId("m");
  const wallet: Wallet = hex(20);
  const at = now();
  const { owner = false, admin = false, speaker = false, member = true } = roles;
  await saveCursor(deploymentId(), { block: 1, headHash: hex(32), blockTime: at, followedAt: at });
  await memberships().insertOne({ _id: wallet, deployment: deploymentId(), tier: member ? 1 : 0, expiresAt: null, admin, owner, block: 1, eventBlock: 1, told: member });
  await insertMember({ _id: id, wallet, name: called, nameKey: called.toLowerCase(), bio: "", locale: "en", speaker, ban: null, level: 1, joinedAt: at });
  const { token } = await openSession({ memberId: id, wallet, chainId: 31337, method: "eoa" });
  const viewer = await readSession({ token });
  if (!viewer) throw new Error("The session of a test member does not hold.");
  return { ...viewer, token };
}

/** The projection as of now: after the clock was shifted it would count as too old, and the chain would be asked. */
export const followNow = (): Promise<void> => saveCursor(deploymentId(), { block: 1, headHash: hex(32), blockTime: now(), followedAt: now() });

/** Takes the pass of a member away, as the follower would write it. */
export async function takePass({ wallet }: Pick<TestMember, "wallet">): Promise<void> {
  await memberships().updateOne({ _id: wallet }, { $set: { tier: 0, admin: false, owner: false } });
}

/** Many members at once. */
export const makeMembers = (count: number): Promise<TestMember[]> => Promise.all(Array.from({ length: count }, () => makeMember()));

type Handler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Ask = { method?: string; params?: Record<string, string>; query?: Record<string, string>; json?: unknown; form?: Record<string, string>; headers?: Record<string, string>; as?: TestMember | null };

/** Calls a route as the browser of a member would; answers status and JSON. */
export async function ask(handler: Handler, { method = "GET", params = {}, query = {}, json, form, headers = {}, as = null }: Ask = {}): Promise<{ status: number; body: unknown; headers: Headers }> {
  const url = new URL("http://localhost:3000/api/test");
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  const body = form ? new URLSearchParams(form).toString() : json === undefined ? undefined : JSON.stringify(json);
  const type = form ? "application/x-www-form-urlencoded" : "application/json";
  const request = new Request(url, {
    method,
    headers: { origin: "http://localhost:3000", ...(body === undefined ? {} : { "content-type": type }), ...(as ? { cookie: `club_session=${as.token}` } : {}), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, body: await response.json(), headers: response.headers };
}
