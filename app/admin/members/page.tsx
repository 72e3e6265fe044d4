import { UserSearch } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FilterBar } from "@/app/(club)/members/_components/filter-bar";
import { ListPages } from "@/app/(club)/members/_components/list-pages";
import { ClientTexts } from "@/app/_components/client-texts";
import { Card } from "@/app/_components/ui/card";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { LinkButton } from "@/app/_components/ui/link-button";
import { PageHeader } from "@/app/_components/ui/page-header";
import { requireAdminPage } from "@/app/_server/gate-page";
import { listAccounts } from "@/lib/membership/list-members";
import { membersQuery } from "@/lib/membership/schema";
import { MembersTable } from "./_components/members-table";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.members");
  return { title: t("title") };
}

/** Every account with its pass and its ban, and what an admin may do about it. */
export default async function AdminMembersPage({ searchParams }: Props) {
  const viewer = await requireAdminPage();
  const asked = membersQuery.safeParse(await searchParams);
  const query = asked.success ? asked.data : {};
  const [t, list, { items, next }] = await Promise.all([getTranslations("admin.members"), getTranslations("members"), listAccounts(query)]);
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      <div className="flex flex-col gap-4">
        <FilterBar query={query} />
        {items.length > 0 ? (
          <Card pad="none"><ClientTexts namespaces={["admin", "reasons", "common"]}><MembersTable members={items} own={viewer.id} /></ClientTexts></Card>
        ) : (
          <EmptyState icon={<UserSearch aria-hidden size={20} />} title={list("noMatch")} text={list("noMatchText")} action={<LinkButton href="/admin/members">{list("clear")}</LinkButton>} />
        )}
        <ListPages path="/admin/members" query={query} next={next} />
      </div>
    </>
  );
}
