import { z } from "zod";
import { membershipView, ownProfileView, rolesView } from "../membership/schema";

export const nonceView = z.object({ nonce: z.string(), expiresAt: z.iso.datetime(), domain: z.string(), statement: z.string(), chainIds: z.array(z.number().int()) });
export type NonceView = z.infer<typeof nonceView>;

/** The signed text and its signature, exactly as the wallet gave them. */
export const signInInput = z.object({ message: z.string().min(1).max(2048), signature: z.string().regex(/^0x[0-9a-fA-F]*$/).max(8192) });

export const sessionView = z.union([
  z.object({ member: ownProfileView, membership: membershipView, roles: rolesView }),
  z.object({ member: z.null() }),
]);
export type SessionView = z.infer<typeof sessionView>;

export const sessionRowView = z.object({ id: z.string(), current: z.boolean(), createdAt: z.iso.datetime(), lastSeenAt: z.iso.datetime(), expiresAt: z.iso.datetime(), method: z.enum(["eoa", "erc1271"]) });
export type SessionRowView = z.infer<typeof sessionRowView>;
