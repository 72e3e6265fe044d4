import { now } from "@/lib/platform/clock";
import { translator } from "@/lib/platform/i18n";
import { insertNotice, readyRow } from "./notice-row";
import { fitText, TEXT_MAX } from "./rules";
import type { NoticeSettings } from "./schema";
import { type LinkRow, telegramNotices } from "./store";

/** A digest whose delivery is unknown is not touched again; the next lines begin another one, at most so many a day. */
const MOST_A_DAY = 4;
const LONGEST_LINE = 200;

/** The text of a digest: as many of its lines as a message holds, the newest last. */
export function digestText(title: string, lines: readonly string[]): string {
  const kept: string[] = [];
  let length = title.length;
  for (const line of [...lines].reverse()) {
    length += line.length + 3;
    if (length > TEXT_MAX) break;
    kept.unshift(`• ${line}`);
  }
  return [title, ...kept].join("\n");
}

/**
 * Adds one line to a member's digest of a day: one message that is changed as lines come, so that a busy day rings
 * once. The same line twice is one line.
 */
export async function addToDigest({ link, settings, day, line, dueAt }: { link: LinkRow; settings: NoticeSettings; day: string; line: string; dueAt: Date }): Promise<void> {
  const short = fitText(line.replace(/\s*\n\s*/g, " · "), LONGEST_LINE);
  const add = { $addToSet: { lines: short }, $inc: { ver: 1 } };
  for (let n = 1; n <= MOST_A_DAY; n += 1) {
    const _id = `digest:${day}:${n}:${link._id}:${link.telegramId}`;
    if ((await telegramNotices().updateOne({ _id, state: { $in: ["ready", "sending"] } }, add)).matchedCount === 1) return;
    if ((await telegramNotices().updateOne({ _id, state: "sent" }, { ...add, $set: { state: "ready", dueAt } })).matchedCount === 1) return;
    const text = translator(link.locale, settings.timeZone)("telegram.digest");
    if (await insertNotice(readyRow({ _id, memberId: link._id, chatId: link.telegramId, kind: null, text, lines: [short], at: now(), dueAt }))) return;
  }
}
