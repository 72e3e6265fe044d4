"use client";
import { Ban, Ellipsis, MicVocal, ShieldCheck, Sigma, TicketX, User } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { Avatar } from "@/app/_components/ui/avatar";
import { IconButton } from "@/app/_components/ui/icon-button";
import { Menu, type MenuItem } from "@/app/_components/ui/menu";
import { shortAddress } from "@/app/_components/ui/short-address";
import { Tag } from "@/app/_components/ui/tag";
import type { AdminMemberView } from "@/lib/membership/schema";

type MemberLineProps = { member: AdminMemberView; own: boolean; busy: boolean; onSpeaker: () => void; onBan: () => void; onUnban: () => void; onCorrect: () => void };

const icon = (Icon: typeof User) => <Icon aria-hidden size={16} />;

/** One account: who, its pass, its roles and its ban, with the acts in a menu. */
export function MemberLine({ member, own, busy, onSpeaker, onBan, onUnban, onCorrect }: MemberLineProps) {
  const t = useTranslations("admin.members");
  const common = useTranslations("common");
  const format = useFormatter();
  const router = useRouter();
  const { roles, membership, ban, wallet, name } = member;
  const date = membership.expiresAt ? format.dateTime(new Date(membership.expiresAt), { dateStyle: "medium" }) : "";
  const pass = membership.tier === 0 ? t("noPass") : membership.expired ? t("expired", { date }) : membership.expiresAt ? t("pass", { date }) : t("lifetime");
  const acts: MenuItem[] = [
    { label: t("profile"), icon: icon(User), onSelect: () => router.push(`/members/${wallet}`) },
    { label: roles.speaker ? t("takeSpeaker") : t("makeSpeaker"), icon: icon(MicVocal), onSelect: onSpeaker },
    { label: t("correct"), icon: icon(Sigma), onSelect: onCorrect },
  ];
  if (membership.tier > 0) acts.push({ label: t("takePass"), icon: icon(TicketX), onSelect: () => router.push(`/admin/grants?wallet=${wallet}`) });
  const bans: MenuItem[] = ban
    ? [{ label: t("unban"), icon: icon(ShieldCheck), onSelect: onUnban }]
    : roles.admin || own ? [] : [{ label: t("ban"), icon: icon(Ban), tone: "danger", onSelect: onBan }];
  return (
    <li className="flex items-center gap-4 px-4 py-3" data-testid={`admin-member-${wallet}`}>
      <Avatar wallet={wallet} size={40} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
          <span className="truncate">{name}</span>
          {roles.owner ? <Tag tone="accent">{common("roleOwner")}</Tag> : roles.admin ? <Tag tone="accent">{common("roleAdmin")}</Tag> : null}
          {roles.speaker ? <Tag>{common("roleSpeaker")}</Tag> : null}
          {ban ? <Tag tone="bad">{t("banned")}</Tag> : null}
        </span>
        <span className="flex flex-wrap gap-x-3 text-xs text-muted">
          {name === shortAddress(wallet) ? null : <span className="font-mono" title={wallet}>{shortAddress(wallet)}</span>}
          <span>{common("level")} {member.level}</span>
          <span>{pass}</span>
        </span>
        {ban ? <span className="text-xs break-words text-muted">{t("bannedWhy", { reason: ban.reason })}</span> : null}
      </div>
      <Menu groups={[acts, bans]} trigger={<IconButton label={t("menu", { name })} busy={busy} icon={<Ellipsis aria-hidden size={20} />} data-testid={`admin-member-menu-${wallet}`} />} />
    </li>
  );
}
