import { findAccount } from "@/lib/membership/find-account";
import { readStandingOf } from "@/lib/membership/read-standing";
import type { MembershipView, RolesView } from "@/lib/membership/schema";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { sha256 } from "@/lib/platform/ids";
import { isLimited, isSessionOver, SEEN_STEP_MS } from "./rules";
import type { SessionMethod } from "./schema";
import { sessions } from "./store";

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

/**
 * The viewer of a session token, or null when there is no such session, it is over, or it belongs to another chain
 * or to a wallet the account has left.
 * @param options.miniApp the token came in the Mini App's cookie; there only its sessions count, and elsewhere none of them
 * @throws ClubError unavailable (`chain_away`) when authority cannot be read
 */
export async function readSession({ token, miniApp = false }: { token: string; miniApp?: boolean }): Promise<Viewer | null> {
  const at = now();
  const session = await sessions().findOne({ _id: sha256(token) });
  if (!session || isSessionOver(session, at) || session.chainId !== env().CHAIN_ID || (session.method === "mini_app") !== miniApp) return null;
  const account = await findAccount({ id: session.memberId });
  if (!account || account.wallet !== session.wallet) return null;
  if (at.getTime() - session.lastSeenAt.getTime() >= SEEN_STEP_MS)
    await sessions().updateOne({ _id: session._id, lastSeenAt: session.lastSeenAt }, { $set: { lastSeenAt: at } });
  const { membership, roles, banned } = await readStandingOf(account.wallet, account);
  const limited = isLimited(session.method);
  const { _id: sessionId, chainId, expiresAt, method } = session;
  return { id: account._id, wallet: account.wallet, name: account.name, locale: account.locale, sessionId, chainId, expiresAt, method, limited, membership, roles: limited ? { ...roles, ...WITHOUT_POWER } : roles, banned };
}
