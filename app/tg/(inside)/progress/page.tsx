import { Award } from "lucide-react";
import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { BadgeCard } from "@/app/(club)/badges/_components/badge-card";
import { readBadgeBoard } from "@/app/(club)/badges/badge-board";
import { NextBadges } from "@/app/(club)/progress/_components/next-badges";
import { Card } from "@/app/_components/ui/card";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { LevelRing } from "@/app/_components/ui/level-ring";
import { LinkButton } from "@/app/_components/ui/link-button";
import { PageHeader } from "@/app/_components/ui/page-header";
import { Progress } from "@/app/_components/ui/progress";
import { Section } from "@/app/_components/ui/section";
import { requireTelegramPage } from "@/app/_server/telegram-page";
import { readSummary } from "@/lib/xp/read-summary";
import { RULES } from "@/lib/xp/schema";
import { NoPass } from "../../_components/no-pass";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("progress");
  return { title: t("title") };
}

/** Level, XP by rule and badges of whoever opened the Mini App. */
export default async function TelegramProgressPage() {
  const viewer = await requireTelegramPage();
  const [t, badges, format] = await Promise.all([getTranslations("progress"), getTranslations("badgesPage"), getFormatter()]);
  if (!viewer.roles.member) return <><PageHeader title={t("title")} /><NoPass path="/tg/progress" banned={viewer.banned} /></>;
  const [{ total, level, levelFrom, nextLevelAt, byRule, last7Days }, board] = await Promise.all([readSummary({ memberId: viewer.id }), readBadgeBoard({ viewer })]);
  const xp = (value: number) => t("xp", { xp: format.number(value) });
  const missing = nextLevelAt === null ? t("topLevel") : t("toNext", { xp: format.number(nextLevelAt - total), level: level + 1 });
  const most = Math.max(1, ...RULES.map((rule) => byRule[rule] ?? 0));
  const earned = board.filter(({ award }) => award?.state === "final");
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="flex flex-col gap-8">
        <Card className="flex items-center gap-6">
          <LevelRing level={level} share={nextLevelAt === null ? 1 : (total - levelFrom) / (nextLevelAt - levelFrom)} word={t("level")} label={`${t("levelLabel", { level })}. ${missing}`} />
          <div className="flex min-w-0 flex-col gap-1">
            <p className="text-xl font-semibold tabular-nums" data-testid="xp-total">{xp(total)}</p>
            <p className="text-sm text-muted">{missing}</p>
            <p className="text-sm text-muted">{t("week", { xp: format.number(last7Days) })}</p>
          </div>
        </Card>
        <Card className="flex flex-col gap-4">
          {RULES.map((rule) => <Progress key={rule} label={t(`rule.${rule}`)} value={byRule[rule] ?? 0} max={most} valueText={xp(byRule[rule] ?? 0)} showText />)}
        </Card>
        <Section title={t("nextBadges")}><NextBadges board={board.map((one) => (one.award ? { ...one, award: { ...one.award, claimable: false } } : one))} /></Section>
        <Section title={badges("earned")}>
          {earned.length > 0 ? (
            <ul className="grid gap-4 sm:grid-cols-2">{earned.map((standing) => <BadgeCard key={standing.badge.id} standing={standing} />)}</ul>
          ) : (
            <EmptyState icon={<Award aria-hidden size={20} />} title={badges("earnedEmpty")} text={badges("earnedEmptyText")} action={<LinkButton href="/tg/rooms">{badges("toRooms")}</LinkButton>} />
          )}
        </Section>
      </div>
    </>
  );
}
