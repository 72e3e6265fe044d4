import { randomBytes } from "node:crypto";
import { openSession } from "@/lib/auth/open-session";
import { members, memberships, saveCursor, type Wallet } from "@/lib/membership/store";
import { deploymentId } from "@/lib/platform/chain";
import { newId } from "@/lib/platform/ids";
import type { Actor } from "@/lib/rooms/rules";

export type BenchMember = Actor & { wallet: Wallet; cookie: string };

const FOLLOW_MS = 5_000;

/** Says again and again, as the follower would, that the projection is what the chain is: there is none here. */
async function follow(deployment: string): Promise<void> {
  const at = new Date();
  await saveCursor(deployment, { block: 1, headHash: `0x${"0".repeat(64)}`, blockTime: at, followedAt: at });
}

/** Accounts with a live pass, signed in through the use case; the first is a speaker, who may open rooms. */
export async function makeBenchMembers(count: number): Promise<BenchMember[]> {
  const at = new Date();
  const deployment = deploymentId();
  await follow(deployment);
  setInterval(() => void follow(deployment).catch(() => undefined), FOLLOW_MS).unref();
  const made = Array.from({ length: count }, (_, index) => ({ id: newId("m"), wallet: `0x${randomBytes(20).toString("hex")}` as Wallet, name: `Member ${index + 1}`, speaker: index === 0 }));
  await memberships().insertMany(made.map(({ wallet }) => ({ _id: wallet, deployment, tier: 1, expiresAt: null, admin: false, owner: false, block: 1, eventBlock: 1, told: true })));
  await members().insertMany(made.map(({ id, wallet, name, speaker }) => ({ _id: id, wallet, name, nameKey: name.toLowerCase(), bio: "", locale: "en" as const, speaker, ban: null, level: 1, joinedAt: at })));
  const result: BenchMember[] = [];
  for (const { id, wallet, name, speaker } of made) {
    const { token } = await openSession({ memberId: id, wallet, chainId: 31337, method: "eoa" });
    result.push({ id, wallet, name, roles: { owner: false, admin: false, speaker, member: true }, cookie: `club_session=${token}` });
  }
  return result;
}
