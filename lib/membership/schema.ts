import { z } from "zod";

/** A wallet address, taken in any case and kept lower-case. */
export const wallet = z.string().regex(/^0x[0-9a-fA-F]{40}$/).transform((value) => value.toLowerCase() as `0x${string}`);
export const walletParams = z.object({ wallet });
export const memberId = z.string().regex(/^m_[0-9a-z]{26}$/);

/** Whether the wallet may enter, as the chain says. Times are ISO UTC; `expiresAt` null means lifetime. */
export const membershipView = z.object({
  active: z.boolean(),
  tier: z.number().int(),
  expiresAt: z.iso.datetime().nullable(),
  /** True when a pass was held before and has run out. */
  expired: z.boolean(),
});
export type MembershipView = z.infer<typeof membershipView>;

export const rolesView = z.object({ owner: z.boolean(), admin: z.boolean(), speaker: z.boolean(), member: z.boolean() });
export type RolesView = z.infer<typeof rolesView>;

export const memberView = z.object({
  id: memberId,
  wallet: z.string(),
  name: z.string(),
  bio: z.string(),
  level: z.number().int(),
  roles: rolesView,
  joinedAt: z.iso.datetime(),
});
export type MemberView = z.infer<typeof memberView>;

/** The short form of a member inside a room, a message or a list. */
export const personView = memberView.pick({ id: true, wallet: true, name: true });
export type PersonView = z.infer<typeof personView>;

export const profileInput = z.object({
  name: z.string().trim().min(1).max(40).regex(/^[^\p{Cc}\p{Cf}]*$/u, "control characters are not allowed").optional(),
  bio: z.string().trim().max(280).optional(),
  locale: z.enum(["en", "ru"]).optional(),
});
export const ownProfileView = memberView.extend({ locale: z.enum(["en", "ru"]) });
export type OwnProfileView = z.infer<typeof ownProfileView>;

export const planView = z.object({
  id: z.number().int(),
  tier: z.number().int(),
  /** Seconds; 0 is a lifetime pass. */
  duration: z.number().int(),
  /** Zero address is the chain's own coin. */
  currency: z.string(),
  /** Smallest unit, decimal string. */
  price: z.string(),
  /** How the price is written: the currency's name and its digits after the point. */
  symbol: z.string(),
  decimals: z.number().int(),
  active: z.boolean(),
});
export type PlanView = z.infer<typeof planView>;

export const clubView = z.object({
  name: z.string(),
  description: z.string(),
  chainId: z.number().int(),
  contracts: z.object({
    membership: z.object({ address: z.string(), explorer: z.string().nullable() }),
    badges: z.object({ address: z.string(), explorer: z.string().nullable() }),
  }),
  plans: z.array(planView),
  /** While true nobody can buy, renew or be given a pass; live ones and refunds go on. */
  paused: z.boolean(),
  members: z.number().int(),
  /** 0 is no limit. */
  maxMembers: z.number().int(),
  liveRooms: z.number().int(),
});
export type ClubView = z.infer<typeof clubView>;

export const membersQuery = z.object({
  q: z.string().trim().max(60).optional(),
  role: z.enum(["owner", "admin", "speaker"]).optional(),
  minLevel: z.coerce.number().int().min(1).max(10).optional(),
  cursor: z.string().max(200).optional(),
});
export const adminMemberInput = z.object({
  speaker: z.boolean().optional(),
  ban: z.object({ reason: z.string().trim().min(1).max(500) }).nullable().optional(),
});
/** Words that nobody may write in a chat; `*` at the end stands for any ending. */
const chatWords = z.array(z.string().trim().min(2).max(40).regex(/^[^\p{Cc}*]+\*?$/u)).max(200).transform((words) => [...new Set(words.map((word) => word.toLowerCase()))]);
export const settingsInput = z.object({
  name: z.string().trim().min(1).max(60).optional(),
  description: z.string().trim().max(500).optional(),
  handsEnabled: z.boolean().optional(),
  chatWords: chatWords.optional(),
  chatLinks: z.boolean().optional(),
});
export const settingsView = z.object({ name: z.string(), description: z.string(), handsEnabled: z.boolean(), chatWords: z.array(z.string()), chatLinks: z.boolean() });
export type SettingsView = z.infer<typeof settingsView>;
export const auditView = z.object({ id: z.string(), at: z.iso.datetime(), action: z.string(), by: personView.nullable(), on: personView.nullable(), room: z.string().nullable(), reason: z.string().nullable() });
export type AuditView = z.infer<typeof auditView>;

/** What admins see of an account: its pass and its ban besides the profile. */
export const adminMemberView = memberView.extend({
  membership: membershipView,
  ban: z.object({ reason: z.string(), at: z.iso.datetime() }).nullable(),
});
export type AdminMemberView = z.infer<typeof adminMemberView>;

/**
 * A wallet that may act as admin. `onChain`: the contract lists it now; `inForce`: the club counts it already. Where
 * they differ, a transaction is being followed.
 */
export const clubAdminView = z.object({ wallet: z.string(), name: z.string().nullable(), owner: z.boolean(), onChain: z.boolean(), inForce: z.boolean() });
export type ClubAdminView = z.infer<typeof clubAdminView>;
export const clubAdminsView = z.object({ items: z.array(clubAdminView), next: z.null() });

export const auditQuery = z.object({ cursor: z.string().max(200).optional() });

/** Events to one member's own pages. `ver` orders them: milliseconds of `at`. */
export const membershipEvents = {
  "membership.changed": z.object({ at: z.iso.datetime(), ver: z.number().int(), membership: membershipView, roles: rolesView, banned: z.boolean() }),
} as const;
