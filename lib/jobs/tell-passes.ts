import { findExpiring } from "@/lib/membership/find-active";
import { now } from "@/lib/platform/clock";
import { isTelegramOn } from "@/lib/platform/telegram-api";
import { clubUrl } from "@/lib/telegram/club-link";
import { sendNotice } from "@/lib/telegram/send-notice";

const DAY_MS = 24 * 3_600_000;
const WARNINGS = [1, 7] as const;
const PAGE = 1_000;
/** Far above any club: a loop that is longer than this is broken. */
const MOST_PAGES = 1_000;

/** Everybody whose pass ends within a week, the soonest first. */
async function* expiring(at: number): AsyncGenerator<{ memberId: string; expiresAt: Date }> {
  let after = new Date(at);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { found, last } = await findExpiring({ after, before: new Date(at + 7 * DAY_MS), limit: PAGE });
    yield* found;
    if (last === null) return;
    // Passes that end at the same moment may be cut apart by a page: those of the last moment are looked at again.
    after = last.getTime() - 1 > after.getTime() ? new Date(last.getTime() - 1) : last;
  }
}

/** Warns members seven days and one day before their pass ends, once each; a pass bought for less gets the nearest only. */
export async function tellPasses(): Promise<void> {
  if (!isTelegramOn()) return;
  const at = now().getTime();
  for await (const { memberId, expiresAt } of expiring(at)) {
    const days = WARNINGS.find((limit) => expiresAt.getTime() - at <= limit * DAY_MS);
    if (days === undefined) continue;
    await sendNotice({
      memberId,
      cause: `pass-ends:${days}:${expiresAt.getTime()}`,
      kind: "pass",
      expiresAt,
      compose: (t) => ({ text: t("telegram.passEnds", { at: expiresAt, days }), button: { label: t("telegram.renewPass"), url: clubUrl("/join") } }),
    });
  }
}
