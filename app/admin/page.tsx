import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { Card } from "@/app/_components/ui/card";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { LinkButton } from "@/app/_components/ui/link-button";
import { PageHeader } from "@/app/_components/ui/page-header";
import { Section } from "@/app/_components/ui/section";
import { Stat } from "@/app/_components/ui/stat";
import { requireAdminPage } from "@/app/_server/gate-page";
import { listAudit } from "@/lib/membership/list-audit";
import { readClub } from "@/lib/membership/read-club";
import { countLiveRooms } from "@/lib/rooms/count-live-rooms";
import { ScrollText } from "lucide-react";
import { AuditRow } from "./_components/audit-row";
import { NeedCard, NothingNeeded } from "./_components/need-card";
import { readNeeds } from "./_components/read-needs";

const LATEST = 5;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin");
  return { title: t("title") };
}

/** What needs a person now, above the numbers and the latest acts. */
export default async function AdminPage() {
  await requireAdminPage();
  const [t, log, format, { needs, pipeline }, club, live, audit] = await Promise.all([
    getTranslations("admin.overview"),
    getTranslations("admin.audit"),
    getFormatter(),
    readNeeds(),
    // Without the chain the panel must open all the same: it says what is away.
    readClub().catch(() => null),
    countLiveRooms(),
    listAudit({}),
  ]);
  const counts = pipeline?.counts;
  const number = (value: number | undefined) => (value === undefined ? "–" : format.number(value));
  const moving = (counts?.pending ?? 0) + (counts?.assigned ?? 0) + (counts?.claiming ?? 0);
  const limit = club?.maxMembers ? t("limit", { max: number(club.maxMembers) }) : t("noLimit");
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      <div className="flex flex-col gap-10">
        <Section title={t("needs")}>
          {needs.length > 0 ? <ul className="flex flex-col gap-3">{needs.map((need) => <NeedCard key={"what" in need ? need.what : need.kind} need={need} />)}</ul> : <NothingNeeded />}
        </Section>
        <Section title={t("numbers")}>
          <Card>
            <dl className="grid grid-cols-2 gap-6 lg:grid-cols-4">
              <Stat label={t("members")} value={number(club?.members)} {...(club ? { hint: limit } : {})} />
              <Stat label={t("live")} value={number(live)} />
              <Stat label={t("badges")} value={number(counts && (counts.mined ?? 0) + (counts.final ?? 0))} {...(counts ? { hint: t("badgesQueued", { count: moving }) } : {})} />
              <Stat label={t("plans")} value={number(club?.plans.filter((plan) => plan.active).length)} />
            </dl>
          </Card>
        </Section>
        <Section title={t("audit")} action={<LinkButton size="sm" variant="ghost" href="/admin/audit">{t("allAudit")}</LinkButton>}>
          {audit.items.length > 0 ? (
            <Card pad="none"><ul className="divide-y divide-line">{audit.items.slice(0, LATEST).map((entry) => <AuditRow key={entry.id} entry={entry} />)}</ul></Card>
          ) : (
            <EmptyState icon={<ScrollText aria-hidden size={20} />} title={log("empty")} text={log("emptyText")} />
          )}
        </Section>
      </div>
    </>
  );
}
