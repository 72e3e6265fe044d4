import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireMemberPage } from "@/app/_server/gate-page";
import { PageHeader } from "@/app/_components/ui/page-header";
import { Section } from "@/app/_components/ui/section";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { LinkButton } from "@/app/_components/ui/link-button";
import { TxLink } from "@/app/_components/ui/tx-link";
import { Award } from "lucide-react";
import { type BadgeStanding, readBadgeBoard } from "./badge-board";
import { BadgeCard } from "./_components/badge-card";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("badgesPage");
  return { title: t("title") };
}

const Grid = ({ badges }: { badges: readonly BadgeStanding[] }) => (
  <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">{badges.map((standing) => <BadgeCard key={standing.badge.id} standing={standing} mine />)}</ul>
);

/** The gallery: earned, in progress, locked; each with its place on the chain. */
export default async function BadgesPage() {
  const viewer = await requireMemberPage();
  const [t, board] = await Promise.all([getTranslations("badgesPage"), readBadgeBoard({ viewer })]);
  const earned = board.filter(({ award }) => award);
  const started = board.filter(({ award, value }) => !award && value > 0).sort((a, b) => b.share - a.share);
  const locked = board.filter(({ award, value }) => !award && value <= 0);
  const contract = board.find(({ badge }) => badge.explorer)?.badge.explorer;
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      <div className="flex flex-col gap-10">
        <Section title={t("earned")} {...(contract ? { action: <TxLink href={contract} label={t("contract")} /> } : {})}>
          {earned.length > 0 ? <Grid badges={earned} /> : <EmptyState icon={<Award aria-hidden size={20} />} title={t("earnedEmpty")} text={t("earnedEmptyText")} action={<LinkButton href="/rooms">{t("toRooms")}</LinkButton>} />}
        </Section>
        {started.length > 0 ? <Section title={t("started")}><Grid badges={started} /></Section> : null}
        {locked.length > 0 ? <Section title={t("locked")}><Grid badges={locked} /></Section> : null}
      </div>
    </>
  );
}
