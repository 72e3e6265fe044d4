import { CalendarClock, ListFilter, Plus, Radio } from "lucide-react";
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
import { CATEGORIES, LANGUAGES, roomCategory, roomLanguage } from "@/lib/rooms/schema";
import { LocalTime } from "../_components/local-time";
import { LiveCard } from "./_components/live-card";
import { RefreshOnRooms } from "./_components/refresh-on-rooms";
import { RoomRow } from "./_components/room-row";
import { languageName } from "./_components/room-tags";
import { RoomsFilter } from "./_components/rooms-filter";

type Props = { searchParams: Promise<{ past?: string; show?: string; category?: string; language?: string }> };

const SHOWN = ["now", "next", "past"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("rooms");
  return { title: t("title") };
}

/** Rooms by what one can do with them: enter now, come later, look back; narrowed by category and language. */
export default async function RoomsPage({ searchParams }: Props) {
  const viewer = await requireMemberPage();
  const asked = await searchParams;
  const show = SHOWN.find((each) => each === asked.show);
  const category = roomCategory.safeParse(asked.category).data;
  const language = roomLanguage.safeParse(asked.language).data;
  const wanted = { ...(category ? { category } : {}), ...(language ? { language } : {}) };
  const [t, about, locale, now, ended] = await Promise.all([
    getTranslations("rooms"),
    getTranslations("room"),
    getLocale(),
    listRooms({ actor: viewer, ...wanted }),
    listRooms({ actor: viewer, state: "ended", ...wanted, ...(asked.past && /^pr_[0-9a-z]{26}$/.test(asked.past) ? { cursor: asked.past } : {}) }),
  ]);
  const open = now.items.filter((room) => room.state === "live" || room.state === "lobby");
  const next = now.items.filter((room) => room.state === "scheduled");
  const narrowed = Boolean(category ?? language);
  const query = new URLSearchParams({ ...(show ? { show } : {}), ...wanted });
  const studio = canCreateRoom(viewer) ? <LinkButton href="/studio" icon={<Plus aria-hidden size={16} />}>{t("newRoom")}</LinkButton> : null;
  const nothing = <EmptyState icon={<ListFilter aria-hidden size={20} />} title={t("noneFits")} text={t("noneFitsText")} action={<LinkButton href="/rooms">{t("showAll")}</LinkButton>} />;
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} actions={studio} />
      <div className="flex flex-col gap-10">
        <RoomsFilter
          choices={[
            { name: "show", label: t("filter.show"), any: t("filter.anyTime"), value: show ?? "", options: SHOWN.map((value) => ({ value, label: t(value) })) },
            { name: "category", label: t("filter.category"), any: t("filter.anyCategory"), value: category ?? "", options: CATEGORIES.map((value) => ({ value, label: about(`category.${value}`) })) },
            { name: "language", label: t("filter.language"), any: t("filter.anyLanguage"), value: language ?? "", options: LANGUAGES.map((value) => ({ value, label: languageName(value, locale) })) },
          ]}
        />
        {!show || show === "now" ? (
          <Section title={t("now")}>
            {open.length > 0 ? (
              <div className="grid gap-4 md:grid-cols-2">{open.map((room) => <LiveCard key={room.id} room={room} />)}</div>
            ) : narrowed ? nothing : (
              <EmptyState icon={<Radio aria-hidden size={20} />} title={t("nowEmpty")} text={next.length > 0 ? t("nowEmptyNext") : t("nowEmptyText")} />
            )}
          </Section>
        ) : null}
        {(!show || show === "next") && (next.length > 0 || !narrowed || show) ? (
          <Section title={t("next")}>
            {next.length > 0 ? (
              <Card pad="none"><ul className="divide-y divide-line">{next.map((room) => <RoomRow key={room.id} room={room} line={<>{room.scheduledAt ? <LocalTime iso={room.scheduledAt} locale={locale} /> : null} · {room.host.name}</>} />)}</ul></Card>
            ) : narrowed ? nothing : (
              <EmptyState icon={<CalendarClock aria-hidden size={20} />} title={t("nextEmpty")} text={t("nextEmptyText")} />
            )}
          </Section>
        ) : null}
        {(!show || show === "past") && (ended.items.length > 0 || show) ? (
          <Section title={t("past")}>
            {ended.items.length > 0 ? (
              <Card pad="none">
                <ul className="divide-y divide-line">
                  {ended.items.map((room) => (
                    <RoomRow key={room.id} room={room} line={<>{room.endedAt ? <LocalTime iso={room.endedAt} locale={locale} /> : null} · {room.host.name}</>} end={<span className="hidden shrink-0 text-sm text-muted tabular-nums sm:inline">{t("peak", { count: room.peakListeners })}</span>} />
                  ))}
                </ul>
              </Card>
            ) : nothing}
            {ended.next ? <LinkButton href={`/rooms?${new URLSearchParams([...query, ["past", ended.next]]).toString()}`} className="self-center">{t("earlier")}</LinkButton> : null}
          </Section>
        ) : null}
      </div>
      <RefreshOnRooms config={realtimeClientConfig()} />
    </>
  );
}
