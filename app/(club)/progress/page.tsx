import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { requireMemberPage } from "@/app/_server/gate-page";
import { Card } from "@/app/_components/ui/card";
import { LevelRing } from "@/app/_components/ui/level-ring";
import { LinkButton } from "@/app/_components/ui/link-button";
import { PageHeader } from "@/app/_components/ui/page-header";
import { Progress } from "@/app/_components/ui/progress";
import { Section } from "@/app/_components/ui/section";
import { listEntries } from "@/lib/xp/list-entries";
import { readSummary } from "@/lib/xp/read-summary";
import { RULES } from "@/lib/xp/schema";
import { readBadgeBoard } from "../badges/badge-board";
import { LedgerList } from "./_components/ledger-list";
import { NextBadges } from "./_components/next-badges";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("progress");
  return { title: t("title") };
}

/** What a member earned, for what exactly, and what comes next. */
export default async function ProgressPage() {
  const viewer = await requireMemberPage();
  const [t, format, summary, entries, badges] = await Promise.all([
    getTranslations("progress"),
    getFormatter(),
    readSummary({ memberId: viewer.id }),
    listEntries({ memberId: viewer.id }),
    readBadgeBoard({ viewer }),
  ]);
  const { total, level, levelFrom, nextLevelAt, byRule, last7Days } = summary;
  const number = (value: number) => format.number(value);
  const share = nextLevelAt === null ? 1 : (total - levelFrom) / (nextLevelAt - levelFrom);
  const missing = nextLevelAt === null ? t("topLevel") : t("toNext", { xp: number(nextLevelAt - total), level: level + 1 });
  const most = Math.max(1, ...RULES.map((rule) => byRule[rule] ?? 0));
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      <div className="flex flex-col gap-10">
        <div className="grid gap-4 lg:grid-cols-2">
          <Card className="flex items-center gap-6">
            <LevelRing size={144} level={level} share={share} word={t("level")} label={`${t("levelLabel", { level })}. ${missing}`} />
            <div className="flex min-w-0 flex-col gap-1">
              <p className="text-xl font-semibold tabular-nums" data-testid="xp-total">{t("xp", { xp: number(total) })}</p>
              <p className="text-sm text-muted">{missing}</p>
              <p className="text-sm text-muted">{t("week", { xp: number(last7Days) })}</p>
            </div>
          </Card>
          <Card className="flex flex-col gap-4">
            {RULES.map((rule) => <Progress key={rule} label={t(`rule.${rule}`)} value={byRule[rule] ?? 0} max={most} valueText={t("xp", { xp: number(byRule[rule] ?? 0) })} showText />)}
          </Card>
        </div>
        <Section title={t("nextBadges")} action={<LinkButton href="/badges" size="sm" variant="ghost">{t("allBadges")}</LinkButton>}>
          <NextBadges board={badges} />
        </Section>
        <Section title={t("ledger")} text={t("ledgerText")}>
          <ClientTexts namespaces={["progress", "reasons"]}><LedgerList entries={entries.items} next={entries.next} /></ClientTexts>
        </Section>
      </div>
    </>
  );
}
