"use client";
import { useTranslations } from "next-intl";
import type { XpEntryView } from "@/lib/xp/schema";

type Props = { entry: XpEntryView; locale: string; zone: string };

/** "+10 Listening · Night shift, 5 min, 20:05–20:10", or quietly why a stretch of time did not count. */
export function LedgerRow({ entry, locale, zone }: Props) {
  const t = useTranslations("progress");
  const missed = entry.amount === 0 && entry.rule !== "correction";
  const time = [entry.seconds ? lengthOf(entry.seconds, locale) : null, timeOf(entry, locale, zone)].filter((part) => part !== null).join(" · ");
  const why = useReason(entry, locale, zone);
  const title = missed ? t("notCountedLine", { why }) : t(`rule.${entry.rule}`);
  const amount = missed ? "0" : `${entry.amount > 0 ? "+" : "−"}${new Intl.NumberFormat(locale).format(Math.abs(entry.amount))}`;
  const tone = missed ? "text-muted" : entry.amount < 0 ? "font-semibold text-bad" : "font-semibold text-good";
  return (
    <li className="flex min-h-12 items-baseline gap-4 px-4 py-3" data-testid={missed ? "xp-missed" : "xp-entry"} data-rule={entry.rule} data-amount={entry.amount}>
      <span className={`w-10 shrink-0 text-sm tabular-nums ${tone}`}>{amount}</span>
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className={missed ? "text-sm text-muted" : "text-sm font-medium"}>{title}</span>
        <span className="truncate text-xs text-muted">{entry.rule === "correction" ? entry.reason : entry.room?.title}</span>
        <span className="text-xs text-muted tabular-nums sm:hidden">{time}</span>
      </span>
      <span className="hidden shrink-0 text-sm text-muted tabular-nums sm:inline">{time}</span>
    </li>
  );
}

/** In words why time did not count, with the last sign of presence where that was it. */
function useReason({ reason, since }: XpEntryView, locale: string, zone: string): string {
  const t = useTranslations("progress");
  if (reason === "no_proof" && since) return t("notCounted.no_proof_since", { time: clockOf(locale, zone).format(new Date(since)) });
  return reason !== null && t.has(`notCounted.${reason}` as "notCounted.alone") ? t(`notCounted.${reason}` as "notCounted.alone") : t("notCounted.other");
}

const clockOf = (locale: string, zone: string, seconds = false) =>
  new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}), timeZone: zone });

function timeOf({ at, from, to }: XpEntryView, locale: string, zone: string): string {
  if (!from || !to) return clockOf(locale, zone).format(new Date(at));
  const clock = clockOf(locale, zone, Date.parse(to) - Date.parse(from) < 60_000);
  return `${clock.format(new Date(from))}–${clock.format(new Date(to))}`;
}

/** "5 min", or "30 sec" below a minute. */
function lengthOf(seconds: number, locale: string): string {
  const [value, unit] = seconds < 60 ? [seconds, "second"] : [Math.floor(seconds / 60), "minute"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(value);
}
