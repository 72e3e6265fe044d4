import { findActive } from "@/lib/membership/find-active";
import { now } from "@/lib/platform/clock";
import { isTelegramOn } from "@/lib/platform/telegram-api";
import { clubUrl } from "@/lib/telegram/club-link";
import { readNoticeSettings } from "@/lib/telegram/change-notice-settings";
import { listReachable } from "@/lib/telegram/list-reachable";
import { localTime } from "@/lib/telegram/rules";
import { sendNotice } from "@/lib/telegram/send-notice";
import { readSummary } from "@/lib/xp/read-summary";

const PAGE = 250;
const MAX_PAGES = 400;
const HOUR = 10;
const UTC_DAYS_OF_MONDAY = [0, 1, 2];

/** Whether it is Monday from ten o'clock on where the member lives; the day names the week. */
function mondayOf(at: Date, timeZone: string): string | null {
  const { hour, day } = localTime(at, timeZone);
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 1 && hour >= HOUR ? day : null;
}

/** Tells each linked member on Monday what their last seven days brought; a week without XP is not told. */
export async function tellWeek(): Promise<void> {
  const at = now();
  // Monday somewhere on earth.
  if (!isTelegramOn() || !UTC_DAYS_OF_MONDAY.includes(at.getUTCDay())) return;
  let afterId = "";
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const ids = await listReachable({ afterId, limit: PAGE });
    for (const memberId of await findActive({ ids })) await tellWeekOf(memberId, at);
    if (ids.length < PAGE) return;
    afterId = ids.at(-1) ?? "";
  }
}

async function tellWeekOf(memberId: string, at: Date): Promise<void> {
  const { timeZone, kinds } = await readNoticeSettings({ memberId });
  const monday = kinds.weekly ? mondayOf(at, timeZone) : null;
  if (!monday) return;
  const { last7Days: week, total, level, nextLevelAt } = await readSummary({ memberId });
  if (week <= 0) return;
  await sendNotice({
    memberId,
    cause: `week:${monday}`,
    kind: "weekly",
    compose: (t) => ({
      text: [t("telegram.week", { week, total, level }), nextLevelAt === null ? t("telegram.meTop") : t("telegram.meNext", { level: level + 1, missing: nextLevelAt - total })].join("\n"),
      button: { label: t("telegram.openProgress"), url: clubUrl("/progress") },
    }),
  });
}
