"use client";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;
const STYLE = {
  time: { hour: "2-digit", minute: "2-digit" },
  day: { weekday: "long", day: "numeric", month: "long" },
  full: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type LocalTimeProps = { iso: string; style?: keyof typeof STYLE; locale: string };

/** A moment in the reader's own time zone. The server does not know that zone: it writes UTC and says so. */
export function LocalTime({ iso, style = "full", locale }: LocalTimeProps) {
  const zone = useSyncExternalStore(never, () => Intl.DateTimeFormat().resolvedOptions().timeZone, () => null);
  const date = new Date(iso);
  const text = new Intl.DateTimeFormat(locale, { ...STYLE[style], timeZone: zone ?? "UTC" }).format(date);
  return <time dateTime={iso} className="tabular-nums">{zone || style === "day" ? text : `${text} UTC`}</time>;
}
