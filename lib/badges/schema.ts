import { z } from "zod";
import { ruleName } from "../xp/schema";

/** What a badge is given for: a total of XP, over all rules or by one rule. */
export const badgeRule = z.object({ of: z.union([z.literal("total"), ruleName]), threshold: z.number().int().positive() });
export const badgeView = z.object({ id: z.number().int(), name: z.string(), description: z.string(), rule: badgeRule, image: z.string(), explorer: z.string().nullable() });
export type BadgeView = z.infer<typeof badgeView>;

/** queued → sent → mined → final; parked and skipped wait for an admin, each with a reason. */
export const MINT_STATES = ["queued", "sent", "mined", "final", "parked", "skipped"] as const;
export const mintState = z.enum(MINT_STATES);
export type MintState = z.infer<typeof mintState>;
export const memberBadgeView = z.object({
  badge: badgeView,
  state: mintState,
  earnedAt: z.iso.datetime(),
  txHash: z.string().nullable(),
  explorer: z.string().nullable(),
  block: z.number().int().nullable(),
  reason: z.string().nullable(),
  /** The club cannot send it for now: the member may claim it with their own wallet (`POST /api/badges/{id}/voucher`). */
  claimable: z.boolean(),
});
export type MemberBadgeView = z.infer<typeof memberBadgeView>;

export const badgeEvents = { "badge.changed": z.object({ at: z.iso.datetime(), ver: z.number().int(), badgeId: z.number().int(), state: mintState, txHash: z.string().nullable(), explorer: z.string().nullable() }) } as const;
