import { z } from "zod";

export const linkView = z.discriminatedUnion("state", [
  z.object({ state: z.literal("off") }),
  z.object({ state: z.literal("none") }),
  /** The bot side said yes; the site still has to. */
  z.object({ state: z.literal("pending"), telegramName: z.string() }),
  z.object({ state: z.literal("linked"), telegramName: z.string(), since: z.iso.datetime() }),
]);
export type LinkView = z.infer<typeof linkView>;
export const linkStartView = z.object({ url: z.url(), expiresAt: z.iso.datetime() });
export const telegramEvents = { "telegram.linked": z.object({ at: z.iso.datetime(), state: z.enum(["pending", "linked", "none"]) }) } as const;
