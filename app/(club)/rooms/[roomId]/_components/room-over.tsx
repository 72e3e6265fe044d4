"use client";
import { CalendarX2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { RoomCover } from "../../../../_components/room-cover";
import { Avatar } from "../../../../_components/ui/avatar";
import { Card } from "../../../../_components/ui/card";
import { EmptyState } from "../../../../_components/ui/empty-state";
import { LinkButton } from "../../../../_components/ui/link-button";
import { PageHeader } from "../../../../_components/ui/page-header";
import { Section } from "../../../../_components/ui/section";
import { Stat } from "../../../../_components/ui/stat";
import { fetchSummary } from "../../../../_player/room-api";
import { useInTelegram, useRoomsPath } from "../../../../_player/rooms-path";
import type { RoomDetailView, RoomSummaryView } from "@/lib/rooms/schema";
import { ChatHistory } from "../_chat/chat-history";
import { LocalTime } from "../../../_components/local-time";
import { ModerationLog } from "./moderation-log";
import { PersonLink } from "./person-link";

const minutesOf = (seconds: number): number => Math.max(1, Math.round(seconds / 60));

/** Who stood on stage, with their time; a link to each. */
function Speakers({ speakers }: { speakers: RoomSummaryView["speakers"] }) {
  const t = useTranslations("room.over");
  return (
    <Section title={t("speakers")}>
      <Card pad="none">
        <ul className="divide-y divide-line">
          {speakers.map(({ person, seconds }) => (
            <li key={person.id}>
              <PersonLink wallet={person.wallet} className="flex min-h-14 items-center gap-3 px-4 py-2 hover:bg-raised">
                <Avatar wallet={person.wallet} size={40} />
                <span className="min-w-0 flex-1 truncate text-sm font-medium">{person.name}</span>
                <span className="text-sm text-muted tabular-nums">{t("minutes", { minutes: minutesOf(seconds) })}</span>
              </PersonLink>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

/** A room that is over: its numbers, who stood on stage, what it paid, and what moderators did. */
export function RoomOver({ detail, memberId }: { detail: RoomDetailView; memberId: string }) {
  const t = useTranslations("room");
  const locale = useLocale();
  const rooms = useRoomsPath();
  const inTelegram = useInTelegram();
  const number = new Intl.NumberFormat(locale);
  const [summary, setSummary] = useState<RoomSummaryView | null>(null);
  const ended = detail.state !== "cancelled";
  useEffect(() => {
    if (ended) void fetchSummary(detail.id).then(setSummary).catch(() => undefined);
  }, [detail.id, ended]);
  if (!ended)
    return (
      <>
        <PageHeader title={detail.title} back={{ href: rooms, label: t("back") }} />
        <EmptyState icon={<CalendarX2 aria-hidden size={20} />} title={t("over.cancelled")} text={t("over.cancelledText")} action={<LinkButton href={rooms}>{t("over.others")}</LinkButton>} />
      </>
    );
  const seconds = detail.liveAt && detail.endedAt ? (Date.parse(detail.endedAt) - Date.parse(detail.liveAt)) / 1_000 : 0;
  const signed = (value: number) => (value > 0 ? `+${number.format(value)}` : number.format(value));
  return (
    <div data-testid="room-ended" className="flex flex-col">
      <PageHeader title={detail.title} text={t("over.title")} back={{ href: rooms, label: t("back") }} />
      <div className="flex flex-col gap-10">
        <Card pad="none" className="overflow-hidden">
          <RoomCover id={detail.id} cover={detail.cover} className="h-20 w-full" />
          <div className="flex flex-col gap-6 p-6 sm:p-8">
            <div className="flex items-center gap-3">
              <Avatar wallet={detail.host.wallet} size={48} />
              <span className="flex flex-col text-sm">
                <span className="font-medium">{detail.host.name}</span>
                <span className="text-muted">{detail.liveAt ? <LocalTime iso={detail.liveAt} locale={locale} /> : t("role.host")}</span>
              </span>
            </div>
            <dl className="grid grid-cols-2 gap-6 sm:grid-cols-3">
              <Stat label={t("over.length")} value={t("over.minutes", { minutes: minutesOf(seconds) })} />
              <Stat label={t("over.peak")} value={number.format(detail.peakListeners)} />
              <Stat label={t("over.visitors")} value={summary ? number.format(summary.visitors) : "–"} />
              <Stat label={t("over.messages")} value={summary ? number.format(summary.messages) : "–"} />
              <Stat label={t("over.xpMine")} value={summary ? signed(summary.xp.mine) : "–"} />
              <Stat label={t("over.xpAll")} value={summary ? number.format(summary.xp.total) : "–"} />
            </dl>
            {summary?.xp.settled ? null : <p className="text-sm text-muted">{t("over.xp")}</p>}
            <div className="flex flex-wrap gap-3">
              <LinkButton href={inTelegram ? "/tg/progress" : "/progress"} variant="primary">{t("over.progress")}</LinkButton>
              <LinkButton href={rooms}>{t("over.others")}</LinkButton>
            </div>
          </div>
        </Card>
        {summary && summary.speakers.length > 0 ? <Speakers speakers={summary.speakers} /> : null}
        {detail.me.moderator || detail.me.visited ? (
          <Section title={t("log.title")} text={t("log.text")}><Card pad="sm"><ModerationLog roomId={detail.id} moderator={detail.me.moderator} /></Card></Section>
        ) : null}
        <ChatHistory roomId={detail.id} memberId={memberId} moderator={detail.me.moderator} />
      </div>
    </div>
  );
}
