import { DEFAULT_SETTINGS } from "./rules";
import type { NoticeSettings, NoticeSettingsChange } from "./schema";
import { telegramSettings } from "./store";

/** What a member wants to hear of in Telegram, and when not. Kept when a link ends: the next one goes by it. */
export async function readNoticeSettings({ memberId }: { memberId: string }): Promise<NoticeSettings> {
  const row = await telegramSettings().findOne({ _id: memberId });
  return { kinds: { ...DEFAULT_SETTINGS.kinds, ...row?.kinds }, quiet: row?.quiet ?? null, timeZone: row?.timeZone ?? DEFAULT_SETTINGS.timeZone };
}

/** Changes the given settings of a member and leaves the rest. */
export async function changeNoticeSettings({ memberId, change }: { memberId: string; change: NoticeSettingsChange }): Promise<NoticeSettings> {
  const { kinds = {}, quiet, timeZone } = change;
  const fields = {
    ...Object.fromEntries(Object.entries(kinds).map(([kind, on]) => [`kinds.${kind}`, on])),
    ...(quiet === undefined ? {} : { quiet }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
  if (Object.keys(fields).length > 0) await telegramSettings().updateOne({ _id: memberId }, { $set: fields }, { upsert: true });
  return readNoticeSettings({ memberId });
}
