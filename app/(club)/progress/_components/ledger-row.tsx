"use client";
import { useTranslations } from "next-intl";
import type { XpEntryView } from "@/lib/xp/schema";

/** "+10 Listening · Night shift, 20:05–20:10", or quietly why a stretch of time did not count. */
export function LedgerRow({ entry, locale, zone }: { entry: XpEntryView; locale: string; zone: string }) {
  const t = useTranslations("progress");
  const seconds = entry.from !== null && entry.to !== null && Date.parse(entry.to) - Date.parse(entry.from) < 60_000;
  const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}), timeZone: zone });
  const time = entry.from && entry.to ? `${clock.format(new Date(entry.from))}–${clock.format(new Date(entry.to))}` : clock.format(new Date(entry.at));
  if (entry.amount === 0 && entry.rule !== "correction") {
    const known = entry.reason !== null && t.has(`notCounted.${entry.reason}` as "notCounted.alone");
    return (
      <li className="px-4 py-2 text-sm text-muted tabular-nums" data-testid="xp-missed">
        {t("notCountedLine", { time, why: known ? t(`notCounted.${entry.reason}` as "notCounted.alone") : t("notCounted.other") })}
      </li>
    );
  }
  return (
    <li className="flex min-h-12 items-center gap-4 px-4 py-2" data-testid="xp-entry" data-rule={entry.rule} data-amount={entry.amount}>
      <span className={entry.amount < 0 ? "w-10 shrink-0 font-semibold text-bad tabular-nums" : "w-10 shrink-0 font-semibold text-good tabular-nums"}>
        {entry.amount > 0 ? "+" : "−"}{new Intl.NumberFormat(locale).format(Math.abs(entry.amount))}
      </span>
      <span className="flex min-w-0 flex-1 flex-col sm:flex-row sm:items-baseline sm:gap-2">
        <span className="truncate text-sm font-medium">{t(`rule.${entry.rule}`)}</span>
        <span className="truncate text-sm text-muted">{entry.rule === "correction" ? entry.reason : entry.room?.title}</span>
        <span className="text-xs text-muted tabular-nums sm:hidden">{time}</span>
      </span>
      <span className="hidden shrink-0 text-sm text-muted tabular-nums sm:inline">{time}</span>
    </li>
  );
}
