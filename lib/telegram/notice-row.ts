import type { Locale, translator } from "@/lib/platform/i18n";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { isShown } from "./club-link";
import { CAPTION_MAX, fitText, isUrgent } from "./rules";
import type { NoticeKind } from "./schema";
import { type NoticeRow, telegramNotices } from "./store";

type Translate = ReturnType<typeof translator>;
export type NoticeContent = { text: string; button?: { label: string; url: string }; photo?: string };
/** Writes a notice in the reader's language, with times in their time zone. */
export type NoticeText = (t: Translate, locale: Locale, memberId: string) => NoticeContent;

export type Notice = {
  /** What happened: told to one member once. */
  cause: string;
  compose: NoticeText;
  /** Goes by the member's switch and into the digest; without a kind it is told in any case. */
  kind?: NoticeKind;
  /** Not worth telling from then on; in quiet hours that last longer it is left out. */
  expiresAt?: Date;
  /** The cause whose message this one changes instead of sending another, where that one was sent. */
  follows?: string;
};

/** A row that waits for the sender. */
export function readyRow(options: Pick<NoticeRow, "_id" | "memberId" | "chatId" | "kind"> & NoticeContent & { at: Date; dueAt?: Date; expiresAt?: Date | undefined; follows?: string | null; lines?: string[] }): NoticeRow {
  const { text, button, photo, at, dueAt, expiresAt, follows, lines, ...rest } = options;
  return {
    ...rest,
    text: fitText(text, photo ? CAPTION_MAX : undefined),
    lines: lines ?? null,
    button: button && isShown(button.url) ? button : null,
    photo: photo ?? null,
    follows: follows ?? null,
    state: "ready",
    rank: isUrgent(rest.kind) ? 0 : 1,
    dueAt: dueAt ?? at,
    expiresAt: expiresAt ?? null,
    fence: 0,
    ver: 1,
    messageId: null,
    error: null,
    at,
  };
}

/** Writes a row unless its cause was told already. */
export async function insertNotice(row: NoticeRow): Promise<boolean> {
  try {
    await telegramNotices().insertOne(row);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
