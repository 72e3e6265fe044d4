import type { XpEntryView } from "@/lib/xp/schema";

export type LedgerDay = { day: string; at: string; sum: number; entries: XpEntryView[] };

/** Groups lines, newest first, by the calendar day they have in a time zone. A line that came twice is kept once. */
export function groupByDay(entries: readonly XpEntryView[], zone: string): LedgerDay[] {
  const format = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone });
  const days = new Map<string, LedgerDay>();
  const seen = new Set<string>();
  for (const entry of entries) {
    if (seen.has(entry.id)) continue;
    seen.add(entry.id);
    const day = format.format(new Date(entry.at));
    const group = days.get(day) ?? { day, at: entry.at, sum: 0, entries: [] };
    group.entries.push(entry);
    group.sum += entry.amount;
    days.set(day, group);
  }
  return [...days.values()];
}
