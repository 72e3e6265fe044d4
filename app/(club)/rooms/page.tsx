import { CalendarClock, Plus, Radio } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { requireMemberPage } from "@/app/_server/gate-page";
import { Card } from "@/app/_components/ui/card";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { LinkButton } from "@/app/_components/ui/link-button";
import { PageHeader } from "@/app/_components/ui/page-header";
import { Section } from "@/app/_components/ui/section";
import { realtimeClientConfig } from "@/lib/platform/realtime";
import { listRooms } from "@/lib/rooms/list-rooms";
import { canCreateRoom } from "@/lib/rooms/rules";
import { LocalTime } from "../_components/local-time";
import { LiveCard } from "./_components/live-card";
import { RefreshOnRooms } from "./_components/refresh-on-rooms";
import { RoomRow } from "./_components/room-row";

type Props = { searchParams: Promise<{ past?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("rooms");
  return { title: t("title") };
}

/** Rooms by what one can do with them: enter now, come later, look back. */
export default async function RoomsPage({ searchParams }: Props) {
  const viewer = await requireMemberPage();
  const { past } = await searchParams;
  const [t, locale, now, ended] = await Promise.all([
    getTranslations("rooms"),
    getLocale(),
    listRooms({ actor: viewer }),
    listRooms({ actor: viewer, state: "ended", ...(past && /^pr_[0-9a-z]{26}$/.test(past) ? { cursor: past } : {}) }),
  ]);
  const open = now.items.filter((room) => room.state === "live" || room.state === "lobby");
  const next = now.items.filter((room) => room.state === "scheduled");
  const studio = canCreateRoom(viewer) ? <LinkButton href="/studio" icon={<Plus aria-hidden size={16} />}>{t("newRoom")}</LinkButton> : null;
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} actions={studio} />
      <div className="flex flex-col gap-10">
        <Section title={t("now")}>
          {open.length > 0 ? (
            <div className="grid gap-4 md:grid-cols-2">{open.map((room) => <LiveCard key={room.id} room={room} />)}</div>
          ) : (
            <EmptyState icon={<Radio aria-hidden size={20} />} title={t("nowEmpty")} text={next.length > 0 ? t("nowEmptyNext") : t("nowEmptyText")} />
          )}
        </Section>
        <Section title={t("next")}>
          {next.length > 0 ? (
            <Card pad="none"><ul className="divide-y divide-line">{next.map((room) => <RoomRow key={room.id} room={room} line={<>{room.scheduledAt ? <LocalTime iso={room.scheduledAt} locale={locale} /> : null} · {room.host.name}</>} />)}</ul></Card>
          ) : (
            <EmptyState icon={<CalendarClock aria-hidden size={20} />} title={t("nextEmpty")} text={t("nextEmptyText")} />
          )}
        </Section>
        {ended.items.length > 0 ? (
          <Section title={t("past")}>
            <Card pad="none">
              <ul className="divide-y divide-line">
                {ended.items.map((room) => (
                  <RoomRow key={room.id} room={room} line={<>{room.endedAt ? <LocalTime iso={room.endedAt} locale={locale} /> : null} · {room.host.name}</>} end={<span className="hidden shrink-0 text-sm text-muted tabular-nums sm:inline">{t("peak", { count: room.peakListeners })}</span>} />
                ))}
              </ul>
            </Card>
            {ended.next ? <LinkButton href={`/rooms?past=${ended.next}`} className="self-center">{t("earlier")}</LinkButton> : null}
          </Section>
        ) : null}
      </div>
      <RefreshOnRooms config={realtimeClientConfig()} />
    </>
  );
}
