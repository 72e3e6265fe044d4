import { z } from "zod";
import { membershipView, ownProfileView, rolesView } from "../membership/schema";

export const nonceView = z.object({ nonce: z.string(), expiresAt: z.iso.datetime(), domain: z.string(), statement: z.string(), chainIds: z.array(z.number().int()) });
export type NonceView = z.infer<typeof nonceView>;

/** The signed text and its signature, exactly as the wallet gave them. */
export const signInInput = z.object({ message: z.string().min(1).max(2048), signature: z.string().regex(/^0x[0-9a-fA-F]*$/).max(8192) });

/** `banned` says why `roles.member` may be false in spite of a live pass. */
export const signedInView = z.object({ member: ownProfileView, membership: membershipView, roles: rolesView, banned: z.boolean() });
export type SignedInView = z.infer<typeof signedInView>;
export const sessionView = z.union([
  signedInView,
  z.object({ member: z.null() }),
]);
export type SessionView = z.infer<typeof sessionView>;

/**
 * How the session began: the wallet's own key, a contract that vouched for the signature, a linked Telegram account in
 * a browser, or that account inside Telegram.
 */
export const sessionMethod = z.enum(["eoa", "erc1271", "telegram", "mini_app"]);
export type SessionMethod = z.infer<typeof sessionMethod>;

export const sessionRowView = z.object({ id: z.string(), current: z.boolean(), createdAt: z.iso.datetime(), lastSeenAt: z.iso.datetime(), expiresAt: z.iso.datetime(), method: sessionMethod });
export type SessionRowView = z.infer<typeof sessionRowView>;

/** Events to one member's own pages. `sessionId` null: every session of the account ended. */
export const authEvents = {
  "session.ended": z.object({ at: z.iso.datetime(), sessionId: z.string().nullable() }),
} as const;
