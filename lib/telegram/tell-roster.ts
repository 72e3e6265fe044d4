import { now } from "@/lib/platform/clock";
import { translator } from "@/lib/platform/i18n";
import { clubLink, clubUrl } from "./club-link";
import { insertNotice, readyRow } from "./notice-row";
import { type RosterRow, telegramLinks } from "./store";

/**
 * Tells somebody in the group that their day of grace began, or that it is over. Who has no link is written to as well:
 * Telegram refuses where it must.
 */
export async function tellRoster({ row, what, until }: { row: RosterRow; what: "warn" | "removed"; until?: Date }): Promise<void> {
  const link = await telegramLinks().findOne({ telegramId: row.telegramId });
  if (link?.blockedAt) return;
  const t = translator(link?.locale ?? "en");
  const path = link ? "/join" : "/settings";
  const url = clubLink(path);
  const at = now();
  // One day of grace, one warning and one farewell, however many processes look at the door.
  const grace = until ?? row.graceUntil ?? at;
  await insertNotice(
    readyRow({
      _id: `door-${what}:${row._id}:${grace.getTime()}`,
      memberId: link?._id ?? null,
      chatId: row.telegramId,
      kind: null,
      text: what === "warn" ? t("telegram.doorWarn", { until: grace, url: clubUrl(path) }) : t("telegram.doorRemoved", { url: clubUrl(path) }),
      ...(url ? { button: { label: t(link ? "telegram.renewPass" : "telegram.openSettings"), url } } : {}),
      at,
    }),
  );
}
