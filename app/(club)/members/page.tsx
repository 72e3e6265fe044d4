import { UserSearch, Users } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Card } from "@/app/_components/ui/card";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { LinkButton } from "@/app/_components/ui/link-button";
import { PageHeader } from "@/app/_components/ui/page-header";
import { requireMemberPage } from "@/app/_server/gate-page";
import { listMembers } from "@/lib/membership/list-members";
import { membersQuery } from "@/lib/membership/schema";
import { FilterBar } from "./_components/filter-bar";
import { ListPages } from "./_components/list-pages";
import { MemberRow } from "./_components/member-row";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("members");
  return { title: t("title") };
}

/** Who is in the club, found by name, wallet, role or level. */
export default async function MembersPage({ searchParams }: Props) {
  const viewer = await requireMemberPage();
  const asked = membersQuery.safeParse(await searchParams);
  const query = asked.success ? asked.data : {};
  const [t, { items, next }] = await Promise.all([getTranslations("members"), listMembers(query)]);
  const narrowed = Boolean(query.q || query.role || query.minLevel);
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      <div className="flex flex-col gap-4">
        <FilterBar query={query} />
        {items.length > 0 ? (
          <Card pad="none"><ul className="divide-y divide-line">{items.map((member) => <MemberRow key={member.id} member={member} own={member.id === viewer.id} />)}</ul></Card>
        ) : narrowed ? (
          <EmptyState icon={<UserSearch aria-hidden size={20} />} title={t("noMatch")} text={t("noMatchText")} action={<LinkButton href="/members">{t("clear")}</LinkButton>} />
        ) : (
          <EmptyState icon={<Users aria-hidden size={20} />} title={t("empty")} text={t("emptyText")} />
        )}
        <ListPages path="/members" query={query} next={next} />
      </div>
    </>
  );
}
