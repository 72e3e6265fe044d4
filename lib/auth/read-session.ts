import { findAccount } from "@/lib/membership/find-account";
import { readStandingOf } from "@/lib/membership/read-standing";
import type { MembershipView, RolesView } from "@/lib/membership/schema";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { sha256 } from "@/lib/platform/ids";
import { isSessionOver, SEEN_STEP_MS } from "./rules";
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
  method: SessionMethod;
  membership: MembershipView;
  roles: RolesView;
  banned: boolean;
};

/**
 * The viewer of a session token, or null when there is no such session, it is over, or it belongs to another chain
 * or to a wallet the account has left.
 * @throws ClubError unavailable (`chain_away`) when authority cannot be read
 */
export async function readSession({ token }: { token: string }): Promise<Viewer | null> {
  const at = now();
  const session = await sessions().findOne({ _id: sha256(token) });
  if (!session || isSessionOver(session, at) || session.chainId !== env().CHAIN_ID) return null;
  const account = await findAccount({ id: session.memberId });
  if (!account || account.wallet !== session.wallet) return null;
  if (at.getTime() - session.lastSeenAt.getTime() >= SEEN_STEP_MS)
    await sessions().updateOne({ _id: session._id, lastSeenAt: session.lastSeenAt }, { $set: { lastSeenAt: at } });
  const { membership, roles, banned } = await readStandingOf(account.wallet, account);
  return { id: account._id, wallet: account.wallet, name: account.name, locale: account.locale, sessionId: session._id, chainId: session.chainId, method: session.method, membership, roles, banned };
}
