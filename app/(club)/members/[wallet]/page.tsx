import { Award, Pencil, ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { RoleTags } from "@/app/_components/role-tags";
import { Avatar } from "@/app/_components/ui/avatar";
import { Card } from "@/app/_components/ui/card";
import { CopyButton } from "@/app/_components/ui/copy-button";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { LinkButton } from "@/app/_components/ui/link-button";
import { PageHeader } from "@/app/_components/ui/page-header";
import { Section } from "@/app/_components/ui/section";
import { shortAddress } from "@/app/_components/ui/short-address";
import { Tag } from "@/app/_components/ui/tag";
import { TxLink } from "@/app/_components/ui/tx-link";
import { requireMemberPage } from "@/app/_server/gate-page";
import { readMember } from "@/lib/membership/read-member";
import { walletParams } from "@/lib/membership/schema";
import { listBadgesOf } from "@/lib/minting/list-member-badges";
import { explorerAddressUrl } from "@/lib/platform/chain";
import { ClubError } from "@/lib/platform/errors";
import { SpeakerButton } from "../_components/speaker-button";
import { BadgeCard } from "../../badges/_components/badge-card";

type Props = { params: Promise<{ wallet: string }> };

async function findMember(params: Props["params"]) {
  const asked = walletParams.safeParse(await params);
  if (!asked.success) notFound();
  try {
    return await readMember(asked.data);
  } catch (error) {
    if (error instanceof ClubError && error.reason === "no_member") notFound();
    throw error;
  }
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("members");
  return { title: t("title") };
}

/** One member: words about themselves, roles, level, and the badges their wallet holds. */
export default async function MemberPage({ params }: Props) {
  const viewer = await requireMemberPage();
  const member = await findMember(params);
  const [t, common, reasons, format, awards] = await Promise.all([getTranslations("members"), getTranslations("common"), getTranslations("reasons"), getFormatter(), listBadgesOf({ memberId: member.id })]);
  const own = member.id === viewer.id;
  const explorer = explorerAddressUrl(member.wallet as `0x${string}`);
  const manage = viewer.roles.admin && !own ? <LinkButton href={`/admin/members?q=${member.wallet}`} icon={<ShieldCheck aria-hidden size={16} />}>{t("manage")}</LinkButton> : null;
  const speaker = viewer.roles.admin && !member.roles.admin ? (
    <SpeakerButton wallet={member.wallet} speaker={member.roles.speaker} texts={{ make: t("makeSpeaker"), take: t("takeSpeaker"), done: t("speakerDone"), failed: reasons("unavailable") }} />
  ) : null;
  const edit = own ? <LinkButton href="/settings" icon={<Pencil aria-hidden size={16} />}>{t("edit")}</LinkButton> : null;
  return (
    <>
      <PageHeader title={member.name} back={{ href: "/members", label: t("toMembers") }} actions={edit ?? <>{speaker}{manage}</>} />
      <div className="flex flex-col gap-10">
        <Card className="flex flex-col gap-4 sm:flex-row sm:items-center sm:gap-6">
          <Avatar wallet={member.wallet} size={96} />
          <div className="flex min-w-0 flex-1 flex-col gap-2">
            <div className="flex flex-wrap gap-2">
              <Tag>{t("level", { level: member.level })}</Tag>
              <RoleTags roles={member.roles} />
              {member.roles.member ? null : <Tag tone="warn">{t("former")}</Tag>}
            </div>
            <p className={member.bio ? "whitespace-pre-wrap break-words" : "text-muted"}>{member.bio || t("noBio")}</p>
            <p className="text-sm text-muted">{t("joined", { date: format.dateTime(new Date(member.joinedAt), { dateStyle: "long" }) })}</p>
            <div className="flex flex-wrap items-center gap-x-2 text-sm">
              <span className="sr-only">{t("wallet")}</span>
              <span className="font-mono text-muted" title={member.wallet}>{shortAddress(member.wallet)}</span>
              <CopyButton value={member.wallet} label={t("copyWallet")} doneLabel={common("copied")} className="-my-2" />
              {explorer ? <TxLink href={explorer} label={t("explorer")} /> : null}
            </div>
          </div>
        </Card>
        <Section title={t("badges")} text={t("badgesText")}>
          {awards.length > 0 ? (
            <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
              {awards.map((award) => <BadgeCard key={award.badge.id} standing={{ badge: award.badge, award, value: award.badge.rule.threshold, share: 1 }} />)}
            </ul>
          ) : (
            <EmptyState icon={<Award aria-hidden size={20} />} title={t("badgesEmpty")} text={t("badgesEmptyText")} />
          )}
        </Section>
      </div>
    </>
  );
}
