import { now } from "@/lib/platform/clock";
import { newSecret, sha256 } from "@/lib/platform/ids";
import { sessionLifeMs } from "./rules";
import type { SessionMethod } from "./schema";
import { sessions } from "./store";

export type OpenSession = {
  memberId: string;
  wallet: `0x${string}`;
  chainId: number;
  method: SessionMethod;
  /** The Mini App's client has its token before it is known who it is. */
  token?: string;
};

/** Opens a session with a new random token unless it is given one; only the hash is kept. @returns the token, given out this once */
export async function openSession({ memberId, wallet, chainId, method, token = newSecret() }: OpenSession): Promise<{ token: string; expiresAt: Date }> {
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + sessionLifeMs(method));
  await sessions().insertOne({ _id: sha256(token), memberId, wallet: wallet.toLowerCase() as `0x${string}`, chainId, method, createdAt, lastSeenAt: createdAt, expiresAt });
  return { token, expiresAt };
}
