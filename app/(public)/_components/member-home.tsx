import { Radio } from "lucide-react";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/(club)/_components/local-time";
import { readBadgeBoard } from "@/app/(club)/badges/badge-board";
import { NextBadges } from "@/app/(club)/progress/_components/next-badges";
import { LiveCard } from "@/app/(club)/rooms/_components/live-card";
import { RoomRow } from "@/app/(club)/rooms/_components/room-row";
import { Card } from "@/app/_components/ui/card";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { LevelRing } from "@/app/_components/ui/level-ring";
import { LinkButton } from "@/app/_components/ui/link-button";
import { Section } from "@/app/_components/ui/section";
import type { Viewer } from "@/lib/auth/read-session";
import { readSummary } from "@/lib/xp/read-summary";
import { readRoomLists } from "./room-lists";

/** A member's home, in the order of what matters: live now, next, the own progress, the nearest badges. */
export async function MemberHome({ viewer }: { viewer: Viewer }) {
  const [t, progress, format, locale, { open, next }, summary, board] = await Promise.all([
    getTranslations("home"),
    getTranslations("progress"),
    getFormatter(),
    getLocale(),
    readRoomLists(viewer),
    readSummary({ memberId: viewer.id }),
    readBadgeBoard({ viewer }),
  ]);
  const { total, level, levelFrom, nextLevelAt, last7Days } = summary;
  const share = nextLevelAt === null ? 1 : (total - levelFrom) / (nextLevelAt - levelFrom);
  const missing = nextLevelAt === null ? progress("topLevel") : progress("toNext", { xp: format.number(nextLevelAt - total), level: level + 1 });
  const [first] = next;
  return (
    <div className="flex flex-col gap-10">
      <h1 className="sr-only">{t("title")}</h1>
      <Section title={t("liveNow")}>
        {open.length > 0 ? (
          <div className="grid gap-4 md:grid-cols-2">{open.map((room) => <LiveCard key={room.id} room={room} />)}</div>
        ) : (
          <EmptyState
            icon={<Radio aria-hidden size={20} />}
            title={t("quiet")}
            text={first ? t("quietNext", { title: first.title }) : t("quietText")}
            action={<LinkButton href={first ? `/rooms/${first.id}` : "/rooms"}>{first ? t("seeNext") : t("allRooms")}</LinkButton>}
          />
        )}
      </Section>
      {next.length > 0 ? (
        <Section title={t("next")} action={<LinkButton href="/rooms" size="sm" variant="ghost">{t("allRooms")}</LinkButton>}>
          <Card pad="none">
            <ul className="divide-y divide-line">
              {next.map((room) => <RoomRow key={room.id} room={room} line={<>{room.scheduledAt ? <LocalTime iso={room.scheduledAt} locale={locale} /> : null} · {room.host.name}</>} />)}
            </ul>
          </Card>
        </Section>
      ) : null}
      <Section title={t("progress")} action={<LinkButton href="/progress" size="sm" variant="ghost">{t("allEntries")}</LinkButton>}>
        <Card className="flex items-center gap-6">
          <LevelRing level={level} share={share} word={progress("level")} label={`${progress("levelLabel", { level })}. ${missing}`} />
          <div className="flex min-w-0 flex-col gap-1">
            <p className="text-xl font-semibold tabular-nums">{progress("xp", { xp: format.number(total) })}</p>
            <p className="text-sm text-muted">{missing}</p>
            <p className="text-sm text-muted">{progress("week", { xp: format.number(last7Days) })}</p>
          </div>
        </Card>
        <NextBadges board={board} />
      </Section>
    </div>
  );
}
