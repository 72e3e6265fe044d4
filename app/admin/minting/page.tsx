import { Hourglass } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/(club)/_components/local-time";
import { ClientTexts } from "@/app/_components/client-texts";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { PageHeader } from "@/app/_components/ui/page-header";
import { Section } from "@/app/_components/ui/section";
import { badgeTexts } from "@/app/_server/badge-text";
import { requireAdminPage } from "@/app/_server/gate-page";
import { listBadges } from "@/lib/badges/list-badges";
import { findPeople } from "@/lib/membership/find-people";
import { viewPipeline } from "@/lib/minting/view-pipeline";
import { InFlight } from "./_components/in-flight";
import { MintList } from "./_components/mint-list";
import { RefreshSlowly } from "./_components/refresh-slowly";
import { SignerCard } from "./_components/signer-card";

const STUCK = ["parked", "skipped", "cancelled"];

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.minting");
  return { title: t("title") };
}

/** The way of badges to the chain: what it cannot solve alone, the signer, what is moving. */
export default async function MintingPage() {
  await requireAdminPage();
  const [t, locale, texts, pipeline] = await Promise.all([getTranslations("admin.minting"), getLocale(), badgeTexts(), viewPipeline()]);
  const people = await findPeople({ ids: pipeline.items.map((item) => item.memberId) });
  const names = new Map(listBadges().map((badge) => [badge.id, texts(badge).name]));
  const rows = pipeline.items.map((item) => ({ ...item, badge: names.get(item.badgeId) ?? `#${item.badgeId}`, name: people.get(item.memberId)?.name ?? item.wallet }));
  const stuck = rows.filter((row) => STUCK.includes(row.state));
  const moving = rows.filter((row) => !STUCK.includes(row.state));
  const { hold } = pipeline.signer;
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      <RefreshSlowly />
      <ClientTexts namespaces={["admin", "reasons", "common"]}>
        <div className="flex flex-col gap-10">
          {hold ? (
            <div role="status" className="flex flex-col gap-1 rounded-card border border-warn/30 bg-warn/10 p-4">
              <p className="font-medium">{t("hold")}</p>
              <p className="text-sm text-muted">{t(`holds.${hold.reason}`)}</p>
              <p className="text-xs text-muted">{t.rich("holdSince", { time: () => <LocalTime iso={hold.since} locale={locale} /> })}</p>
            </div>
          ) : null}
          <Section title={t("stuck")}>{stuck.length > 0 ? <MintList rows={stuck} /> : <p className="text-sm text-muted">{t("stuckEmpty")}</p>}</Section>
          <SignerCard pipeline={pipeline} />
          <Section title={t("moving")}>
            {moving.length > 0 ? <MintList rows={moving} /> : <EmptyState icon={<Hourglass aria-hidden size={20} />} title={t("movingEmpty")} text={t("movingEmptyText")} />}
          </Section>
          {pipeline.inFlight.length > 0 ? <InFlight txs={pipeline.inFlight} /> : null}
        </div>
      </ClientTexts>
    </>
  );
}
