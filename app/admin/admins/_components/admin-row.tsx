"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Avatar } from "@/app/_components/ui/avatar";
import { Button } from "@/app/_components/ui/button";
import { CopyButton } from "@/app/_components/ui/copy-button";
import { shortAddress } from "@/app/_components/ui/short-address";
import { Tag } from "@/app/_components/ui/tag";
import type { ClubAdminView } from "@/lib/membership/schema";

type AdminRowProps = { admin: ClubAdminView; own: boolean; removable: boolean; busy: boolean; onRemove: () => void };

/** One wallet with admin rights, and how far a change of them has come. */
export function AdminRow({ admin, own, removable, busy, onRemove }: AdminRowProps) {
  const t = useTranslations("admin.admins");
  const common = useTranslations("common");
  const { wallet, name, owner, onChain, inForce } = admin;
  return (
    <li className="flex items-center gap-3 px-4 py-3" data-testid={`admin-row-${wallet}`} data-in-force={inForce || undefined}>
      <Avatar wallet={wallet} size={40} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
          {name ? <Link href={`/members/${wallet}`} prefetch={false} className="truncate underline-offset-4 hover:underline">{name}</Link> : <span className="truncate text-muted">{t("unknown")}</span>}
          {own ? <span className="shrink-0 font-normal text-muted">{t("you")}</span> : null}
          {onChain ? <Tag tone={owner ? "accent" : "plain"}>{owner ? t("owner") : t("admin")}</Tag> : <Tag tone="warn">{t("leaving")}</Tag>}
          {onChain && !inForce ? <Tag tone="warn">{t("taking")}</Tag> : null}
        </span>
        <span className="font-mono text-xs text-muted" title={wallet}>{shortAddress(wallet)}</span>
      </div>
      <CopyButton value={wallet} label={t("copy")} doneLabel={common("copied")} />
      {removable && onChain && !owner ? (
        <Button size="sm" variant="danger" disabled={busy} aria-label={t("removeOf", { wallet: name ?? shortAddress(wallet) })} onClick={onRemove} data-testid={`admin-remove-${wallet}`}>{t("remove")}</Button>
      ) : null}
    </li>
  );
}
