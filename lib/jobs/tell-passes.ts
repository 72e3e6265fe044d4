import { findExpiring } from "@/lib/membership/find-active";
import { now } from "@/lib/platform/clock";
import { isTelegramOn } from "@/lib/platform/telegram-api";
import { clubUrl } from "@/lib/telegram/club-link";
import { sendNotice } from "@/lib/telegram/send-notice";

const DAY_MS = 24 * 3_600_000;
const WARNINGS = [1, 7] as const;
const MOST = 1_000;

/** Warns members seven days and one day before their pass ends, once each; a pass bought for less gets the nearest only. */
export async function tellPasses(): Promise<void> {
  if (!isTelegramOn()) return;
  const at = now().getTime();
  for (const { memberId, expiresAt } of await findExpiring({ before: new Date(at + 7 * DAY_MS), limit: MOST })) {
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
