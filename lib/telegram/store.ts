import { defineCollection } from "@/lib/platform/mongo";
import type { Locale } from "@/lib/platform/i18n";
import type { NoticeSettings } from "./schema";

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

export type NoticeRow = {
  /** `<cause>:<memberId>`: one cause is told to one member once. */
  _id: string;
  memberId: string;
  state: "sending" | "sent" | "skipped" | "refused" | "unknown" | "waiting";
  messageId: number | null;
  error: string | null;
  at: Date;
};

/** What a member chose; what is missing has its default. */
export type SettingsRow = { _id: string; kinds?: Partial<NoticeSettings["kinds"]>; quiet?: NoticeSettings["quiet"]; timeZone?: string };

export const telegramLinks = defineCollection<LinkRow>("telegram_links", [{ key: { telegramId: 1 }, unique: true }]);
export const telegramLinkCodes = defineCollection<LinkCodeRow>("telegram_link_codes", [{ key: { memberId: 1 } }, { key: { expiresAt: 1 }, expireAfterSeconds: 86_400 }]);
export const telegramUpdates = defineCollection<UpdateRow>("telegram_updates", [{ key: { state: 1 } }, { key: { receivedAt: 1 }, expireAfterSeconds: 172_800 }]);
export const telegramNotices = defineCollection<NoticeRow>("telegram_notices", [{ key: { memberId: 1 } }]);
export const telegramSettings = defineCollection<SettingsRow>("telegram_settings");
