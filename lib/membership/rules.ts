import type { MembershipView, RolesView } from "./schema";

/** Facts of one wallet: from the projection or straight from the chain. `tier` 0 is no pass, `expiresAt` null lifetime. */
export type PassFacts = { tier: number; expiresAt: Date | null; admin: boolean; owner: boolean };

export const NO_PASS: PassFacts = { tier: 0, expiresAt: null, admin: false, owner: false };

/** A pass counts while its end lies after the later of the club's clock and the latest block: either may stand still. */
export const isPassLive = ({ tier, expiresAt }: PassFacts, at: Date): boolean => tier > 0 && (expiresAt === null || expiresAt > at);

/** In the club: by a live pass, or as admin or owner, who need none. */
export const isIn = (facts: PassFacts, at: Date): boolean => facts.admin || facts.owner || isPassLive(facts, at);

export const laterOf = (a: Date, b: Date): Date => (a > b ? a : b);

export function membershipOf(facts: PassFacts, at: Date): MembershipView {
  const active = isPassLive(facts, at);
  return { active, tier: facts.tier, expiresAt: facts.expiresAt?.toISOString() ?? null, expired: !active && facts.expiresAt !== null };
}

/** `member` is the gate itself: in, and not banned. `admin` is true for the owner too. */
export const rolesOf = (facts: PassFacts, at: Date, account: { speaker: boolean; banned: boolean }): RolesView => ({
  owner: facts.owner,
  admin: facts.admin || facts.owner,
  speaker: account.speaker,
  member: isIn(facts, at) && !account.banned,
});

/** The name an account has until its holder chooses one: the wallet's beginning and end. */
export const shortWallet = (wallet: string): string => `${wallet.slice(0, 6)}…${wallet.slice(-4)}`;
