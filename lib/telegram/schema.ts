import { z } from "zod";
import { personView } from "../membership/schema";

/** The account as both sides are shown it: its name and its short wallet. */
const account = { name: z.string(), wallet: z.string() };

export const linkView = z.discriminatedUnion("state", [
  z.object({ state: z.literal("off") }),
  z.object({ state: z.literal("none") }),
  /** The bot side said yes; the site still has to. `replaces`: the Telegram name whose link ends with that. */
  z.object({ state: z.literal("pending"), telegramName: z.string(), ...account, replaces: z.string().nullable() }),
  z.object({ state: z.literal("linked"), telegramName: z.string(), ...account, since: z.iso.datetime() }),
]);
export type LinkView = z.infer<typeof linkView>;

/** A deep link with its code, the code alone for copying, and the bot's name without @. */
export const linkStartView = z.object({ url: z.url(), code: z.string(), bot: z.string(), expiresAt: z.iso.datetime() });
export type LinkStartView = z.infer<typeof linkStartView>;

/** `replace`: put another Telegram account in the place of the linked one; asks for a fresh signature. */
export const linkStartInput = z.object({ replace: z.boolean().default(false) });

/** What Telegram hands to a Mini App at its start; real ones have some 500 characters. */
export const miniAppInput = z.object({ initData: z.string().min(1).max(8192) });

/** A session inside Telegram, or the name of a Telegram account that is linked to nobody. */
export const miniAppView = z.discriminatedUnion("state", [
  z.object({ state: z.literal("signed_in"), name: z.string(), expiresAt: z.iso.datetime() }),
  z.object({ state: z.literal("unlinked"), telegramName: z.string() }),
]);
export type MiniAppView = z.infer<typeof miniAppView>;

/** `next`: the page of the club to go on with. */
export const loginInput = z.object({ next: z.string().max(256).regex(/^\/(?!\/|\\)[\w\-/()[\]]*$/, "must be a path of the club").default("/") });
export const loginStartView = z.object({ url: z.url() });
/** The query with which Telegram led back. */
export const loginAnswerInput = z.object({ search: z.string().max(4096) });
export const loginView = z.discriminatedUnion("state", [
  z.object({ state: z.literal("signed_in"), next: z.string() }),
  z.object({ state: z.literal("unlinked"), telegramName: z.string() }),
]);
export type LoginView = z.infer<typeof loginView>;

export const telegramEvents = { "telegram.linked": z.object({ at: z.iso.datetime(), state: z.enum(["pending", "linked", "none"]) }) } as const;

/** What a member can be told in Telegram; each has its own switch. */
export const NOTICE_KINDS = ["room_scheduled", "room_soon", "room_live", "room_ended", "stage_invite", "badge", "pass", "weekly"] as const;
export const noticeKind = z.enum(NOTICE_KINDS);
export type NoticeKind = z.infer<typeof noticeKind>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const hour = z.number().int().min(0).max(23);
/** Local hours in which nothing is sent, from the first to before the second; over midnight when it is smaller. */
export const quietHours = z.object({ from: hour, to: hour }).nullable();
const timeZone = z.string().max(64).refine(isTimeZone, "is not a time zone");

export const noticeSettingsView = z.object({ kinds: z.record(noticeKind, z.boolean()), quiet: quietHours, timeZone: z.string() });
export type NoticeSettings = z.infer<typeof noticeSettingsView>;
export const noticeSettingsInput = z.object({ kinds: z.partialRecord(noticeKind, z.boolean()).optional(), quiet: quietHours.optional(), timeZone: timeZone.optional() });
export type NoticeSettingsChange = z.infer<typeof noticeSettingsInput>;

/** What the bot needs to guard the members' group, in the order in which it is put right. */
export const DOOR_CHECKS = ["bot", "chat", "answer", "inside", "admin", "invite", "restrict", "post"] as const;
export const doorCheck = z.object({ name: z.enum(DOOR_CHECKS), ok: z.boolean() });
export type DoorCheck = z.infer<typeof doorCheck>;

const doorName = { name: z.string(), person: personView.nullable() };
export const doorView = z.object({
  checks: z.array(doorCheck),
  title: z.string().nullable(),
  /** The link by which people ask to join. */
  invite: z.string().nullable(),
  dryRun: z.boolean(),
  inside: z.number().int(),
  sweep: z.object({ at: z.iso.datetime(), dryRun: z.boolean(), checked: z.number(), warned: z.number(), removed: z.number(), approved: z.number(), unknown: z.number(), fault: z.string().nullable() }).nullable(),
  pending: z.array(z.object({ ...doorName, why: z.enum(["not_linked", "no_pass", "chain_away", "banned", "telegram"]).nullable(), askedAt: z.iso.datetime() })),
  roster: z.array(z.object({ ...doorName, admin: z.boolean(), /** Why the last round would have them go. */ verdict: z.enum(["not_linked", "no_pass", "banned"]).nullable(), graceUntil: z.iso.datetime().nullable() })),
});
export type DoorView = z.infer<typeof doorView>;
export const doorInput = z.object({ dryRun: z.boolean() });
