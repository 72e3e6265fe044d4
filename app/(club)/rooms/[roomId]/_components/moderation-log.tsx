"use client";
import { ScrollText } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { Button } from "../../../../_components/ui/button";
import { EmptyState } from "../../../../_components/ui/empty-state";
import { Skeleton } from "../../../../_components/ui/skeleton";
import { fetchModeration, unbanMember } from "../../../../_player/room-api";
import type { ModerationActView } from "@/lib/rooms/schema";
import { LocalTime } from "../../../_components/local-time";
import { useAct } from "../../../_components/use-act";
import { logWord } from "./moderation-words";

/** Bans that nothing has lifted since and whose time is not over; `acts` newest first. */
function openBans(acts: readonly ModerationActView[], now: number): Set<string> {
  const seen = new Set<string>();
  const open = new Set<string>();
  for (const { id, action, on, until } of acts) {
    if (!on || (action !== "room.member_banned" && action !== "room.member_unbanned") || seen.has(on.id)) continue;
    seen.add(on.id);
    if (action === "room.member_banned" && (until === null || Date.parse(until) > now)) open.add(id);
  }
  return open;
}

/** What moderators did in this room, newest first, for everybody to read; the reasons stay with the panel. */
export function ModerationLog({ roomId, moderator }: { roomId: string; moderator: boolean }) {
  const t = useTranslations("room.log");
  const locale = useLocale();
  const { busy, act } = useAct();
  const [acts, setActs] = useState<ModerationActView[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const load = useCallback((cursor?: string) => fetchModeration(roomId, cursor).then((page) => {
    setActs((known) => (cursor ? [...(known ?? []), ...page.items] : page.items));
    setNext(page.next);
  }), [roomId]);
  useEffect(() => {
    load().catch(() => setActs([]));
  }, [load]);
  if (acts === null) return <div className="flex flex-col gap-3 p-4" aria-busy><Skeleton className="h-5 w-2/3" /><Skeleton className="h-5 w-1/2" /></div>;
  if (acts.length === 0) return <EmptyState icon={<ScrollText aria-hidden size={20} />} title={t("empty")} text={t("emptyText")} />;
  const bans = openBans(acts, Date.now());
  const sentence = ({ action, by, on }: ModerationActView): string => {
    const word = logWord(action);
    return word ? t(word, { by: by?.name ?? t("club"), on: on?.name ?? t("somebody") }) : action;
  };
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-col divide-y divide-line">
        {acts.map((each) => (
          <li key={each.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
            <span className="flex min-w-48 flex-1 flex-col">
              <span className="text-sm break-words">{sentence(each)}</span>
              <span className="text-xs text-muted"><LocalTime iso={each.at} locale={locale} />{each.until ? <> · {t("until")} <LocalTime iso={each.until} locale={locale} /></> : null}</span>
            </span>
            {moderator && bans.has(each.id) ? <Button size="sm" busy={busy} onClick={() => void act(() => unbanMember(roomId, each.on?.id ?? "").then(() => load()))}>{t("lift")}</Button> : null}
          </li>
        ))}
      </ul>
      {next ? <Button variant="ghost" size="sm" busy={busy} onClick={() => void act(() => load(next))}>{t("more")}</Button> : null}
    </div>
  );
}
