import { findAccount } from "@/lib/membership/find-account";
import { readStandingOf } from "@/lib/membership/read-standing";
import type { MembershipView, RolesView } from "@/lib/membership/schema";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { sha256 } from "@/lib/platform/ids";
import { isLimited, isSessionOver, SEEN_STEP_MS } from "./rules";
import type { SessionMethod } from "./schema";
import { type SessionRow, sessions } from "./store";

/** Who makes a request, with the authority re-read for this request. `wallet` is lower-case. */
export type Viewer = {
  id: string;
  wallet: `0x${string}`;
  name: string;
  locale: "en" | "ru";
  sessionId: string;
  chainId: number;
  /** The session's absolute end. */
  expiresAt: Date;
  method: SessionMethod;
  /** Begun without the wallet: reads and listens, and has no power over others, whatever the chain says. */
  limited: boolean;
  membership: MembershipView;
  roles: RolesView;
  banned: boolean;
};

const WITHOUT_POWER = { owner: false, admin: false, speaker: false } as const;

/** Counts one request against a limit of the member. */
export type CountRequest = (memberId: string) => Promise<void>;

async function noteSeen({ _id, lastSeenAt }: Pick<SessionRow, "_id" | "lastSeenAt">, at: Date): Promise<void> {
  if (at.getTime() - lastSeenAt.getTime() >= SEEN_STEP_MS) await sessions().updateOne({ _id, lastSeenAt }, { $set: { lastSeenAt: at } });
}

/**
 * The viewer of a session token, or null when there is no such session, it is over, or it belongs to another chain
 * or to a wallet the account has left.
 * @param options.miniApp the token came in the Mini App's cookie; there only its sessions count, and elsewhere none of them
 * @param options.count counts the request for its member, while the authority is being read; what it throws is thrown
 * @throws ClubError unavailable (`chain_away`) when authority cannot be read
 */
export async function readSession({ token, miniApp = false, count }: { token: string; miniApp?: boolean; count?: CountRequest | undefined }): Promise<Viewer | null> {
  const at = now();
  const session = await sessions().findOne({ _id: sha256(token) });
  if (!session || isSessionOver(session, at) || session.chainId !== env().CHAIN_ID || (session.method === "mini_app") !== miniApp) return null;
  const [{ account, membership, roles, banned }] = await Promise.all([readStandingOf(session.wallet, findAccount({ id: session.memberId })), noteSeen(session, at), count?.(session.memberId)]);
  if (!account || account.wallet !== session.wallet) return null;
  const limited = isLimited(session.method);
  const { _id: sessionId, chainId, expiresAt, method } = session;
  return { id: account._id, wallet: account.wallet, name: account.name, locale: account.locale, sessionId, chainId, expiresAt, method, limited, membership, roles: limited ? { ...roles, ...WITHOUT_POWER } : roles, banned };
}
