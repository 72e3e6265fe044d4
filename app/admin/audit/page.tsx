import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ListPages } from "@/app/(club)/members/_components/list-pages";
import { Card } from "@/app/_components/ui/card";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { PageHeader } from "@/app/_components/ui/page-header";
import { requireAdminPage } from "@/app/_server/gate-page";
import { listAudit } from "@/lib/membership/list-audit";
import { auditQuery } from "@/lib/membership/schema";
import { AuditRow } from "../_components/audit-row";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.audit");
  return { title: t("title") };
}

/** Every act of admins and moderators, newest first. */
export default async function AuditPage({ searchParams }: Props) {
  await requireAdminPage();
  const asked = auditQuery.safeParse(await searchParams);
  const query = asked.success ? asked.data : {};
  const [t, { items, next }] = await Promise.all([getTranslations("admin.audit"), listAudit(query)]);
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      <div className="flex flex-col gap-4">
        {items.length > 0 ? (
          <Card pad="none"><ul className="divide-y divide-line">{items.map((entry) => <AuditRow key={entry.id} entry={entry} />)}</ul></Card>
        ) : (
          <EmptyState icon={<ScrollText aria-hidden size={20} />} title={t("empty")} text={t("emptyText")} />
        )}
        <ListPages path="/admin/audit" query={query} next={next} />
      </div>
    </>
  );
}
