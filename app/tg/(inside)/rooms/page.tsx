import { CalendarClock, Radio } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/(club)/_components/local-time";
import { LiveCard } from "@/app/(club)/rooms/_components/live-card";
import { RefreshOnRooms } from "@/app/(club)/rooms/_components/refresh-on-rooms";
import { RoomRow } from "@/app/(club)/rooms/_components/room-row";
import { Card } from "@/app/_components/ui/card";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { PageHeader } from "@/app/_components/ui/page-header";
import { Section } from "@/app/_components/ui/section";
import { requireTelegramPage } from "@/app/_server/telegram-page";
import { realtimeClientConfig } from "@/lib/platform/realtime";
import { listRooms } from "@/lib/rooms/list-rooms";
import { NoPass } from "../../_components/no-pass";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("rooms");
  return { title: t("title") };
}

/** What one can listen to now, and what comes next. */
export default async function TelegramRoomsPage() {
  const viewer = await requireTelegramPage();
  const [t, locale] = await Promise.all([getTranslations("rooms"), getLocale()]);
  if (!viewer.roles.member) return <><PageHeader title={t("title")} /><NoPass path="/tg/rooms" banned={viewer.banned} /></>;
  const { items } = await listRooms({ actor: viewer });
  const open = items.filter((room) => room.state === "live" || room.state === "lobby");
  const next = items.filter((room) => room.state === "scheduled");
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="flex flex-col gap-8">
        <Section title={t("now")}>
          {open.length > 0 ? (
            <div className="grid gap-4 md:grid-cols-2">{open.map((room) => <LiveCard key={room.id} room={room} base="/tg/rooms" />)}</div>
          ) : (
            <EmptyState icon={<Radio aria-hidden size={20} />} title={t("nowEmpty")} text={next.length > 0 ? t("nowEmptyNext") : t("nowEmptyText")} />
          )}
        </Section>
        <Section title={t("next")}>
          {next.length > 0 ? (
            <Card pad="none"><ul className="divide-y divide-line">{next.map((room) => <RoomRow key={room.id} room={room} base="/tg/rooms" line={<>{room.scheduledAt ? <LocalTime iso={room.scheduledAt} locale={locale} /> : null} · {room.host.name}</>} />)}</ul></Card>
          ) : (
            <EmptyState icon={<CalendarClock aria-hidden size={20} />} title={t("nextEmpty")} text={t("nextEmptyText")} />
          )}
        </Section>
      </div>
      <RefreshOnRooms config={realtimeClientConfig()} />
    </>
  );
}
