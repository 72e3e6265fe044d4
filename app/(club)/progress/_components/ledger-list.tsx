"use client";
import { History } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { Button } from "../../../_components/ui/button";
import { Card } from "../../../_components/ui/card";
import { EmptyState } from "../../../_components/ui/empty-state";
import { LinkButton } from "../../../_components/ui/link-button";
import { request } from "../../../_http/request";
import type { XpEntryView } from "@/lib/xp/schema";
import { useAct } from "../../_components/use-act";
import { groupByDay } from "./group-by-day";
import { LedgerRow } from "./ledger-row";

const never = () => () => undefined;

/** Every line of the ledger by the reader's own days, newest first, with the time that did not count between them. */
export function LedgerList({ entries, next }: { entries: XpEntryView[]; next: string | null }) {
  const t = useTranslations("progress");
  const locale = useLocale();
  const zone = useSyncExternalStore(never, () => Intl.DateTimeFormat().resolvedOptions().timeZone, () => "UTC");
  const [older, setOlder] = useState<{ items: XpEntryView[]; next: string | null } | null>(null);
  const { busy, act } = useAct();
  const cursor = older ? older.next : next;
  const more = () =>
    void act(async () => {
      const { entriesView } = await import("@/lib/xp/schema");
      const page = await request(`/api/xp/me/entries?cursor=${encodeURIComponent(cursor ?? "")}`, { parse: (value) => entriesView.parse(value) });
      setOlder({ items: [...(older?.items ?? []), ...page.items], next: page.next });
    });
  if (entries.length === 0)
    return <EmptyState icon={<History aria-hidden size={20} />} title={t("empty")} text={t("emptyText")} action={<LinkButton href="/rooms">{t("toRooms")}</LinkButton>} />;
  const day = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone: zone });
  return (
    <div className="flex flex-col gap-6">
      {groupByDay([...entries, ...(older?.items ?? [])], zone).map((group) => (
        <div key={group.day} className="flex flex-col gap-2">
          <h3 className="flex items-baseline justify-between gap-4 text-sm font-medium">
            <span className="first-letter:uppercase">{day.format(new Date(group.at))}</span>
            {group.sum !== 0 ? <span className="text-muted tabular-nums">{group.sum > 0 ? "+" : ""}{new Intl.NumberFormat(locale).format(group.sum)}</span> : null}
          </h3>
          <Card pad="none"><ul className="divide-y divide-line">{group.entries.map((entry) => <LedgerRow key={entry.id} entry={entry} locale={locale} zone={zone} />)}</ul></Card>
        </div>
      ))}
      {cursor ? <Button className="self-center" busy={busy} onClick={more}>{t("more")}</Button> : null}
    </div>
  );
}
