import { now } from "@/lib/platform/clock";
import { translator } from "@/lib/platform/i18n";
import { addToDigest } from "./add-to-digest";
import { insertNotice, type Notice, readyRow } from "./notice-row";
import { afterQuiet, DEFAULT_SETTINGS, isUrgent, localTime, NOTICES_A_DAY } from "./rules";
import type { NoticeSettings } from "./schema";
import { type LinkRow, type NoticeRow, telegramDays, telegramLinks, telegramNotices, telegramSettings } from "./store";

/** Counts one more notice on a member's day. */
async function countToday(memberId: string, day: string, at: Date): Promise<number> {
  const row = await telegramDays().findOneAndUpdate({ _id: `${memberId}:${day}` }, { $inc: { count: 1 }, $set: { at } }, { upsert: true, returnDocument: "after" });
  return row?.count ?? 1;
}

async function queueOne(link: LinkRow, settings: NoticeSettings, { cause, compose, kind = null, expiresAt, follows }: Omit<Notice, "kind"> & { kind?: NoticeRow["kind"] | undefined }): Promise<boolean> {
  const at = now();
  const _id = `${cause}:${link._id}`;
  const content = compose(translator(link.locale, settings.timeZone), link.locale, link._id);
  const row = readyRow({ _id, memberId: link._id, chatId: link.telegramId, kind, ...content, at, expiresAt, follows: follows ? `${follows}:${link._id}` : null });
  if (isUrgent(kind)) return insertNotice(row);
  row.dueAt = afterQuiet(at, settings);
  if (expiresAt && row.dueAt >= expiresAt) return insertNotice({ ...row, state: "skipped", error: "quiet hours" });
  // A change of a message rings nowhere and counts for nothing. Where there is none to change it is one like any other.
  if (row.follows && (await telegramNotices().findOne({ _id: row.follows, chatId: row.chatId, state: { $in: ["ready", "sending", "sent"] } }, { projection: { _id: 1 } }))) return insertNotice(row);
  if (await telegramNotices().findOne({ _id }, { projection: { _id: 1 } })) return false;
  const { day } = localTime(row.dueAt, settings.timeZone);
  if ((await countToday(link._id, day, at)) <= NOTICES_A_DAY) return insertNotice(row);
  await addToDigest({ link, settings, day, line: content.text, dueAt: row.dueAt });
  return insertNotice({ ...row, state: "digested" });
}

/**
 * Writes one notice for each of the given members that has a link, may be written to and wants the kind. Run again it
 * writes only what is missing. Give at most some hundreds at a time.
 * @returns how many were written now
 */
export async function queueNotices({ memberIds, ...notice }: Notice & { memberIds: readonly string[] }): Promise<number> {
  const links = await telegramLinks().find({ _id: { $in: [...memberIds] }, blockedAt: null }).toArray();
  const rows = await telegramSettings().find({ _id: { $in: links.map((link) => link._id) } }).toArray();
  const chosen = new Map(rows.map((row) => [row._id, row]));
  let written = 0;
  for (const link of links) {
    const own = chosen.get(link._id);
    const settings: NoticeSettings = { kinds: { ...DEFAULT_SETTINGS.kinds, ...own?.kinds }, quiet: own?.quiet ?? null, timeZone: own?.timeZone ?? DEFAULT_SETTINGS.timeZone };
    if (notice.kind && !settings.kinds[notice.kind]) continue;
    if (await queueOne(link, settings, notice)) written += 1;
  }
  return written;
}
