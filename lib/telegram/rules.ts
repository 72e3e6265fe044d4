import type { NoticeKind, NoticeSettings } from "./schema";

/** How long a link code may be used, in seconds. */
export const LINK_CODE_SECONDS = 600;

/** How long the way to Telegram's login page and back may take, in seconds. */
export const LOGIN_SECONDS = 600;

/** `/start` payloads hold at most 64 characters of A-Z a-z 0-9 _ -; a code has 43. */
export const isLinkCode = (text: string): boolean => /^[\w-]{43}$/.test(text);

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const LONGEST_NAME = 64;

/**
 * The name a Telegram account shows: @user where there is one, else the first and last name, without characters that
 * are not seen or turn the text around. A deleted account has none of them: its number stands for it.
 */
export function telegramNameOf(user: { id: number; username?: string | undefined; first_name: string; last_name?: string | undefined }): string {
  const full = user.username ? `@${user.username}` : [user.first_name, user.last_name].filter(Boolean).join(" ");
  return full.replace(INVISIBLE, "").trim().slice(0, LONGEST_NAME) || `#${user.id}`;
}

/** The longest text and caption Telegram takes, in UTF-16 units. */
export const TEXT_MAX = 4096;
export const CAPTION_MAX = 1024;

/** A text that Telegram takes: cut at the end, with a sign that it was. Texts go out without markup, so any name is only a name. */
export function fitText(text: string, max = TEXT_MAX): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  // Half a pair of surrogates is no character.
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** What a member is told without having chosen anything: all but rooms that are only planned. */
export const DEFAULT_KINDS: Record<NoticeKind, boolean> = { room_scheduled: false, room_soon: true, room_live: true, room_ended: true, stage_invite: true, badge: true, pass: true, weekly: true };

export const DEFAULT_SETTINGS: NoticeSettings = { kinds: DEFAULT_KINDS, quiet: null, timeZone: "UTC" };

/** The quiet hours somebody gets who switches them on without naming any. */
export const USUAL_QUIET = { from: 23, to: 8 };

const HOUR_MS = 3_600_000;

/** The hour and the day of a moment in a time zone. */
export function localTime(at: Date, timeZone: string): { hour: number; day: string } {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit" }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return { hour: Number(part("hour")), day: `${part("year")}-${part("month")}-${part("day")}` };
}

/** Whether a moment lies in somebody's quiet hours; `from` after `to` goes over midnight, `from` = `to` is none. */
export function isQuiet(at: Date, { quiet, timeZone }: Pick<NoticeSettings, "quiet" | "timeZone">): boolean {
  if (!quiet || quiet.from === quiet.to) return false;
  const { hour } = localTime(at, timeZone);
  return quiet.from < quiet.to ? hour >= quiet.from && hour < quiet.to : hour >= quiet.from || hour < quiet.to;
}

/** The first full hour from `at` on that is not quiet; `at` itself outside quiet hours. */
export function afterQuiet(at: Date, settings: Pick<NoticeSettings, "quiet" | "timeZone">): Date {
  if (!isQuiet(at, settings)) return at;
  // Quarter hours: some zones are shifted by them.
  const quarter = HOUR_MS / 4;
  let next = Math.ceil((at.getTime() + 1) / quarter) * quarter;
  for (let steps = 0; steps < 96 && isQuiet(new Date(next), settings); steps += 1) next += quarter;
  return new Date(next);
}

/** Notices a member gets on one of their days, each as its own message; more go into one message that grows. */
export const NOTICES_A_DAY = 5;

/** The hands of the stage run out in half a minute: such a notice waits for nothing. */
export const isUrgent = (kind: NoticeKind | null): boolean => kind === null || kind === "stage_invite";
