import { z } from "zod";

/** Every job by name, with the input it takes. Domains enqueue by these names; only the registry knows the handlers. */
export const jobInputs = {
  /** A member lost the right to be in, or moved to another wallet: out of seats, stage, audio and realtime. */
  "evict-member": z.object({ memberId: z.string(), reason: z.enum(["membership", "ban", "moved", "unlinked"]) }),
  /** Somebody was put out of a room a moment ago: whatever that left open is closed. */
  "finish-removal": z.object({ roomId: z.string(), memberId: z.string() }),
  /** Passes whose holders agreed to it are near their end: renew them. `slot` names the time, so that each is tried once in it. */
  "renew-passes": z.object({ slot: z.number().int() }),
  /** A member's totals moved: write the entitlements that are due. */
  "entitle-badges": z.object({ memberId: z.string() }),
  /** A badge changed its chain state: tell the member's open pages and Telegram. */
  "notify-badge": z.object({ memberId: z.string(), badgeId: z.number().int(), state: z.string() }),
  /** The minter's balance has begun to be low: tell the admins. `balance` in wei. */
  "warn-low-balance": z.object({ signer: z.string(), balance: z.string(), since: z.iso.datetime() }),
  /** A planned room begins soon: tell those who asked for it. */
  "remind-room": z.object({ roomId: z.string(), scheduledAt: z.iso.datetime() }),
  /** One member hears of a room that begins soon. */
  "tell-room-soon": z.object({ roomId: z.string(), memberId: z.string(), scheduledAt: z.iso.datetime() }),
  /** A member's right to be in began or ended, or their Telegram was linked: the members' group follows. */
  "check-door": z.object({ memberId: z.string() }),
  /** A room went live: tell the channel and linked members. */
  "announce-room": z.object({ roomId: z.string() }),
  /** A room is planned for a time; `n` counts the times it was given so far. */
  "announce-plan": z.object({ roomId: z.string(), scheduledAt: z.iso.datetime(), n: z.number().int().min(1) }),
  /** A room is over: notices that call people into it and have not left are worth nothing. */
  "withdraw-live": z.object({ roomId: z.string() }),
  /** A room is over and its XP has settled: tell those who were there. */
  "tell-room-ended": z.object({ roomId: z.string() }),
  /** A moderator invited a member to the stage. */
  "tell-invited": z.object({ roomId: z.string(), memberId: z.string(), expiresAt: z.iso.datetime() }),
} as const;

export type JobName = keyof typeof jobInputs;
export type JobInput<N extends JobName> = z.infer<(typeof jobInputs)[N]>;
