"use client";
import { CalendarX2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Avatar } from "../../../../_components/ui/avatar";
import { Card } from "../../../../_components/ui/card";
import { EmptyState } from "../../../../_components/ui/empty-state";
import { LinkButton } from "../../../../_components/ui/link-button";
import { PageHeader } from "../../../../_components/ui/page-header";
import { Stat } from "../../../../_components/ui/stat";
import type { RoomDetailView } from "@/lib/rooms/schema";
import { ChatHistory } from "../_chat/chat-history";
import { LocalTime } from "../../../_components/local-time";

/** A room that is over: when it was, how long, how many came, and where the XP is. */
export function RoomOver({ detail, memberId }: { detail: RoomDetailView; memberId: string }) {
  const t = useTranslations("room");
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale);
  if (detail.state === "cancelled")
    return (
      <>
        <PageHeader title={detail.title} back={{ href: "/rooms", label: t("back") }} />
        <EmptyState icon={<CalendarX2 aria-hidden size={20} />} title={t("over.cancelled")} text={t("over.cancelledText")} action={<LinkButton href="/rooms">{t("over.others")}</LinkButton>} />
      </>
    );
  const minutes = detail.liveAt && detail.endedAt ? Math.max(1, Math.round((Date.parse(detail.endedAt) - Date.parse(detail.liveAt)) / 60_000)) : 0;
  return (
    <div data-testid="room-ended">
      <PageHeader title={detail.title} text={t("over.title")} back={{ href: "/rooms", label: t("back") }} />
      <Card pad="lg" className="flex flex-col gap-6">
        <div className="flex items-center gap-3">
          <Avatar wallet={detail.host.wallet} size={48} />
          <span className="flex flex-col text-sm">
            <span className="font-medium">{detail.host.name}</span>
            <span className="text-muted">{detail.liveAt ? <LocalTime iso={detail.liveAt} locale={locale} /> : t("role.host")}</span>
          </span>
        </div>
        <dl className="grid grid-cols-2 gap-6 sm:grid-cols-2">
          <Stat label={t("over.length")} value={t("over.minutes", { minutes })} />
          <Stat label={t("over.peak")} value={number.format(detail.peakListeners)} />
        </dl>
        <p className="text-sm text-muted">{t("over.xp")}</p>
        <div className="flex flex-wrap gap-3">
          <LinkButton href="/progress" variant="primary">{t("over.progress")}</LinkButton>
          <LinkButton href="/rooms">{t("over.others")}</LinkButton>
        </div>
      </Card>
      <div className="pt-10"><ChatHistory roomId={detail.id} memberId={memberId} moderator={detail.me.moderator} /></div>
    </div>
  );
}
