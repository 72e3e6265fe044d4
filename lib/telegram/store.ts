import { defineCollection } from "@/lib/platform/mongo";
import type { Locale } from "@/lib/platform/i18n";
import type { Verdict } from "./door-rules";
import type { NoticeKind, NoticeSettings } from "./schema";

/** One member, one Telegram account, both ways. */
export type LinkRow = {
  _id: string;
  telegramId: number;
  telegramName: string;
  locale: Locale;
  since: Date;
  /** Set when Telegram says that this person has stopped the bot: nothing is sent until they write again. */
  blockedAt: Date | null;
};

/** A code on its way: open (handed out) → offered (opened in Telegram) → agreed (Telegram side said yes) → used. */
export type LinkCodeRow = {
  /** sha256 of the code; the code itself is never stored. */
  _id: string;
  memberId: string;
  state: "open" | "offered" | "agreed" | "used" | "declined";
  expiresAt: Date;
  telegramId: number | null;
  telegramName: string | null;
  locale: Locale | null;
  /** The Telegram account whose place the new one takes. */
  replaces: number | null;
};

/** An initData that was used: by which client, and for whom once its Telegram account was linked. Nobody else uses it again. */
export type MiniAppRow = {
  /** The hash Telegram signed it with. */
  _id: string;
  /** sha256 of the client's token, which is its session's too. */
  client: string;
  memberId: string | null;
  at: Date;
};

/** A login that is on its way to Telegram and back, bound to the browser that began it. */
export type LoginRow = {
  /** sha256 of the state. */
  _id: string;
  /** sha256 of the browser's cookie. */
  browser: string;
  nonce: string;
  verifier: string;
  next: string;
  expiresAt: Date;
};

export type UpdateRow = {
  /** Telegram's update_id: the same update delivered again is the same row. */
  _id: number;
  update: object;
  /** Updates of one chat are handled in order. */
  chatId: number;
  state: "new" | "leased" | "done" | "dead";
  attempts: number;
  leaseUntil: Date | null;
  receivedAt: Date;
};

/** A message on its way: ready → sending → sent, or one of the ends that are not tried again by themselves. */
export type NoticeRow = {
  /** `<cause>:<memberId>` or `<cause>:chat:<chatId>`: one cause is told once. */
  _id: string;
  memberId: string | null;
  chatId: number;
  kind: NoticeKind | null;
  text: string;
  /** Lines of a day's digest, which is one message that grows. */
  lines: string[] | null;
  button: { label: string; url: string } | null;
  /** Address of a picture the message is a caption of. */
  photo: string | null;
  /** The notice whose message this one changes, if it was sent. */
  follows: string | null;
  /**
   * unknown: it may have been delivered. digested: told by a line of the digest. refused: Telegram will not take it.
   * skipped: not told, for a reason of the member's.
   */
  state: "ready" | "sending" | "sent" | "skipped" | "refused" | "unknown" | "digested";
  /** 0 goes before 1: what cannot wait behind a message to everybody. */
  rank: 0 | 1;
  dueAt: Date;
  /** Not worth telling from then on. */
  expiresAt: Date | null;
  /** Number of the lease whose holder took it last. */
  fence: number;
  /** Grows when the content changes while it is on its way. */
  ver: number;
  messageId: number | null;
  error: string | null;
  at: Date;
};

/** Who may send for one bot, how fast, and until when Telegram wants silence. */
export type SenderRow = { _id: string; owner: string; fence: number; until: Date; rate: number; pausedUntil: Date; slowedAt: Date };

/** What a member chose; what is missing has its default. */
export type SettingsRow = { _id: string; kinds?: Partial<NoticeSettings["kinds"]>; quiet?: NoticeSettings["quiet"]; timeZone?: string };

export const telegramLinks = defineCollection<LinkRow>("telegram_links", [{ key: { telegramId: 1 }, unique: true }]);
export const telegramLinkCodes = defineCollection<LinkCodeRow>("telegram_link_codes", [{ key: { memberId: 1 } }, { key: { expiresAt: 1 }, expireAfterSeconds: 86_400 }]);
export const telegramMiniApps = defineCollection<MiniAppRow>("telegram_mini_apps", [{ key: { at: 1 }, expireAfterSeconds: 86_400 }]);
export const telegramLogins = defineCollection<LoginRow>("telegram_logins", [{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }]);
export const telegramUpdates = defineCollection<UpdateRow>("telegram_updates", [{ key: { state: 1 } }, { key: { receivedAt: 1 }, expireAfterSeconds: 172_800 }]);
export const telegramNotices = defineCollection<NoticeRow>("telegram_notices", [{ key: { state: 1, rank: 1, dueAt: 1 } }, { key: { at: 1 }, expireAfterSeconds: 5_184_000 }]);
export const telegramSenders = defineCollection<SenderRow>("telegram_senders");
/** How many notices a member had on one of their days: `<memberId>:<day>`. */
export const telegramDays = defineCollection<{ _id: string; count: number; at: Date }>("telegram_days", [{ key: { at: 1 }, expireAfterSeconds: 604_800 }]);
export const telegramSettings = defineCollection<SettingsRow>("telegram_settings");
/** The time a room was last announced for, how often it was announced, and which of these is done with for good. */
export const telegramPlans = defineCollection<{ _id: string; scheduledAt: string; n: number; told?: number }>("telegram_plans");

/** A channel or group the bot was told of: by its number, with what became of it. */
export type ChatRow = { _id: number; migratedTo?: number; inviteLink?: string };
export const telegramChats = defineCollection<ChatRow>("telegram_chats");

/** Who is in the members' group, by what Telegram reported: it gives no list. */
export type RosterRow = {
  /** `<chatId>:<telegramId>` */
  _id: string;
  chatId: number;
  telegramId: number;
  name: string;
  state: "inside" | "left" | "removed";
  /** Admins and the owner of the group are never touched. */
  admin: boolean;
  /** Time of the report this row is from. */
  reportedAt: Date;
  /** When somebody without a pass is to be removed; null while all is well. */
  graceUntil: Date | null;
  /** What the last round made of them, where it was not "in"; a round that only reports says it here. */
  verdict?: Exclude<Verdict, "in" | "unknown"> | null;
  /** Known by a message of theirs only, which Telegram may have brought after they left. */
  bySight?: boolean;
};
export const telegramRoster = defineCollection<RosterRow>("telegram_roster", [{ key: { chatId: 1, state: 1 } }, { key: { telegramId: 1 } }]);

/** A request to join, until it is decided and for a while after. */
export type JoinRow = {
  /** `<chatId>:<telegramId>` */
  _id: string;
  chatId: number;
  telegramId: number;
  name: string;
  state: "pending" | "approved" | "declined";
  /** Why it waits or was declined. */
  why: "not_linked" | "no_pass" | "chain_away" | "banned" | "telegram" | null;
  askedAt: Date;
  decidedAt: Date | null;
};
export const telegramJoins = defineCollection<JoinRow>("telegram_joins", [{ key: { chatId: 1, state: 1 } }, { key: { telegramId: 1 } }]);

/** What a round of the door found and did. */
export type SweepRow = { _id: "last"; at: Date; dryRun: boolean; checked: number; warned: number; removed: number; approved: number; unknown: number; fault: string | null };
export const telegramSweeps = defineCollection<SweepRow>("telegram_sweeps");
/** What admins decided. `askedAt`: a round is wanted now; the worker takes it away when it begins one. */
export type DoorRow = { _id: "door"; dryRun?: boolean; askedAt?: Date | null };
export const telegramDoor = defineCollection<DoorRow>("telegram_door");
