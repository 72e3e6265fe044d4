import type { Notice } from "./notice-row";
import { queueNotices } from "./queue-notices";
import { type NoticeRow, telegramNotices } from "./store";

/**
 * Tells one member one thing in Telegram, at most once per cause: writes it down for the sender, which delivers within
 * seconds. Nobody is told who has no link, stopped the bot or switched the kind off.
 * @returns the state the notice is in now
 */
export async function sendNotice({ memberId, ...notice }: Notice & { memberId: string }): Promise<NoticeRow["state"]> {
  await queueNotices({ memberIds: [memberId], ...notice });
  return (await telegramNotices().findOne({ _id: `${notice.cause}:${memberId}` }))?.state ?? "skipped";
}
