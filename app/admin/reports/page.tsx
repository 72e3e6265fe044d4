import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { PageHeader } from "@/app/_components/ui/page-header";
import { requireAdminPage } from "@/app/_server/gate-page";
import { listReports } from "@/lib/chat/list-reports";
import { ReportsList } from "./_components/reports-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.reports");
  return { title: t("title") };
}

/** Messages that members reported, longest waiting first. */
export default async function ReportsPage() {
  await requireAdminPage();
  const [t, reports] = await Promise.all([getTranslations("admin.reports"), listReports()]);
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      {reports.length > 0 ? (
        <ClientTexts namespaces={["admin", "reasons", "common"]}><ReportsList reports={reports} /></ClientTexts>
      ) : (
        <EmptyState icon={<ShieldCheck aria-hidden size={20} />} title={t("empty")} text={t("emptyText")} />
      )}
    </>
  );
}
