"use client";
import { useTranslations } from "next-intl";
import { BadgePicture } from "@/app/(club)/badges/_components/badge-picture";
import { Button } from "@/app/_components/ui/button";
import { Tag } from "@/app/_components/ui/tag";
import type { DeskBadge } from "@/lib/badges/list-badge-desk";
import { badgeFit } from "./badge-fit";

type BadgeLineProps = { badge: DeskBadge; isOwner: boolean; busy: boolean; onEdit: () => void; onFreeze: () => void };

/** One badge: defined or not, frozen or not, and whether the contract points at what this site serves. */
export function BadgeLine({ badge, isOwner, busy, onEdit, onFreeze }: BadgeLineProps) {
  const t = useTranslations("admin.badges");
  const names = useTranslations("badges");
  const { id, offered, onChain, served } = badge;
  const fit = badgeFit(onChain, served);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3" data-testid={`badge-line-${id}`} data-frozen={onChain?.frozen || undefined} data-defined={onChain !== null || undefined}>
      <BadgePicture badge={badge} size={48} dim={onChain === null} />
      <div className="flex min-w-48 flex-1 flex-col gap-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
          {offered ? names(`name_${id}`) : t("byHand", { id })}
          {onChain === null ? <Tag tone="warn">{t("undefined")}</Tag> : onChain.frozen ? <Tag>{t("frozen")}</Tag> : <Tag tone="good">{t("defined")}</Tag>}
          {fit === "stale" ? <Tag tone="warn">{t("stale")}</Tag> : null}
        </span>
        <span className="text-xs text-muted">{t("id", { id })} · {t(`fit.${fit}`)}</span>
        {onChain && fit !== "here" ? <span className="truncate font-mono text-xs text-muted" title={onChain.uri}>{onChain.uri}</span> : null}
      </div>
      {isOwner && !onChain?.frozen ? (
        <div className="flex gap-2">
          <Button size="sm" disabled={busy} onClick={onEdit} aria-label={t(onChain ? "moveOf" : "defineOf", { id })} data-testid={`badge-edit-${id}`}>{onChain ? t("move") : t("define")}</Button>
          {onChain ? <Button size="sm" variant="ghost" disabled={busy} onClick={onFreeze} aria-label={t("freezeOf", { id })} data-testid={`badge-freeze-${id}`}>{t("freeze")}</Button> : null}
        </div>
      ) : null}
    </li>
  );
}
