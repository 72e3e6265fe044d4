import { deploymentId } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { readChainFacts, readHead } from "./read-chain";
import { laterOf, membershipOf, NO_PASS, type PassFacts, rolesOf } from "./rules";
import type { MembershipView, RolesView } from "./schema";
import { findCursor, findMemberByWallet, memberships, type MemberRow, type Wallet } from "./store";

export type { MemberRow } from "./store";

/** The authority of a wallet as of now. `account` is null for a wallet that never signed in. */
export type Standing = { membership: MembershipView; roles: RolesView; banned: boolean; account: MemberRow | null };

/** Authority is never older than this; past it the chain itself is asked. */
export const MAX_LAG_MS = 30_000;

async function readFacts(wallet: Wallet): Promise<{ facts: PassFacts; at: Date }> {
  const deployment = deploymentId();
  const [cursor, row] = await Promise.all([findCursor(deployment), memberships().findOne({ _id: wallet })]);
  if (cursor && Math.abs(now().getTime() - cursor.followedAt.getTime()) <= MAX_LAG_MS)
    return { facts: row?.deployment === deployment ? row : NO_PASS, at: laterOf(now(), cursor.blockTime) };
  const head = await readHead();
  return { facts: await readChainFacts({ wallet, head }), at: laterOf(now(), head.time) };
}

/** The standing of a wallet whose account was read already, or is being read. */
export async function readStandingOf(wallet: Wallet, found: MemberRow | null | Promise<MemberRow | null>): Promise<Standing> {
  const [{ facts, at }, account] = await Promise.all([readFacts(wallet), found]);
  const banned = account?.ban != null;
  return { membership: membershipOf(facts, at), roles: rolesOf(facts, at, { speaker: account?.speaker ?? false, banned }), banned, account };
}

/**
 * Reads what a wallet may do now: its projection row while the follower is at most 30 s behind, else the chain.
 * @throws ClubError unavailable (`chain_away`) when the projection is older than that and the chain does not answer:
 *   nobody is let in on stale facts
 */
export const readStanding = async ({ wallet }: { wallet: Wallet }): Promise<Standing> => readStandingOf(wallet, findMemberByWallet(wallet));
