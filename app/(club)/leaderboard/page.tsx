import { Trophy } from "lucide-react";
import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { requireMemberPage } from "@/app/_server/gate-page";
import { Card } from "@/app/_components/ui/card";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { LinkButton } from "@/app/_components/ui/link-button";
import { NavTabs } from "@/app/_components/ui/nav-tabs";
import { PageHeader } from "@/app/_components/ui/page-header";
import { readLeaderboard } from "@/lib/xp/read-leaderboard";
import { leaderboardQuery, PERIODS } from "@/lib/xp/schema";
import { BoardRow } from "./_components/board-row";

type Props = { searchParams: Promise<{ period?: string; cursor?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("leaderboard");
  return { title: t("title") };
}

/** Three periods; the own row is always in sight, wherever the reader is in the list. */
export default async function LeaderboardPage({ searchParams }: Props) {
  const viewer = await requireMemberPage();
  const asked = leaderboardQuery.safeParse(await searchParams);
  const { period, cursor } = asked.success ? asked.data : leaderboardQuery.parse({});
  const page = Number(cursor ?? 0);
  const { id, name, wallet } = viewer;
  const [t, format, board] = await Promise.all([getTranslations("leaderboard"), getFormatter(), readLeaderboard({ period, page, me: { id, name, wallet } })]);
  const href = (to: string) => (to === "all" ? "/leaderboard" : `/leaderboard?period=${to}`);
  const link = (to: number) => `/leaderboard?period=${period}${to > 0 ? `&cursor=${to}` : ""}`;
  const inSight = board.items.some((row) => row.person.id === viewer.id);
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      <div className="flex flex-col gap-4">
        <NavTabs label={t("period")} current={href(period)} tabs={PERIODS.map((one) => ({ href: href(one), label: t(`of.${one}`) }))} />
        {board.items.length === 0 ? (
          <EmptyState icon={<Trophy aria-hidden size={20} />} title={t("empty")} text={t("emptyText")} action={<LinkButton href="/rooms">{t("toRooms")}</LinkButton>} />
        ) : (
          <>
            <Card pad="none" className="overflow-hidden"><ol className="divide-y divide-line">{board.items.map((row) => <BoardRow key={row.person.id} row={row} own={row.person.id === viewer.id} />)}</ol></Card>
            <div className="flex items-center justify-between gap-4">
              <p className="text-xs text-muted">{t("asOf", { time: format.dateTime(new Date(board.asOf), { hour: "2-digit", minute: "2-digit", timeZone: "UTC" }) })}</p>
              <div className="flex gap-2">
                {page > 0 ? <LinkButton size="sm" href={link(page - 1)}>{t("before")}</LinkButton> : null}
                {board.next ? <LinkButton size="sm" href={link(Number(board.next))}>{t("after")}</LinkButton> : null}
              </div>
            </div>
          </>
        )}
        {inSight ? null : (
          <Card pad="none" className="sticky overflow-hidden bottom-[calc(var(--nav-height)+8px+var(--safe-bottom))] shadow-pop lg:bottom-4">
            {board.me ? <ul><BoardRow row={board.me} own /></ul> : <p className="px-4 py-3 text-sm text-muted">{t("noRow")}</p>}
          </Card>
        )}
      </div>
    </>
  );
}
