"use client";
import { useLocale, useTranslations } from "next-intl";
import { LocalTime } from "@/app/(club)/_components/local-time";
import { Button } from "@/app/_components/ui/button";
import { Tag, type Tone } from "@/app/_components/ui/tag";
import { TxLink } from "@/app/_components/ui/tx-link";
import { type ItemState, holdReason, type MintItemView } from "@/lib/minting/schema";
import { mintReason } from "./mint-reason";

export type MintLine = MintItemView & { badge: string; name: string };

const TONE: Record<ItemState, Tone> = { pending: "plain", assigned: "accent", claiming: "accent", mined: "accent", final: "good", parked: "warn", skipped: "warn", cancelled: "plain" };

/** One badge for one member: where it stands, why, and what can be done. */
export function MintRow({ row, busy, onRetry, onCancel }: { row: MintLine; busy: boolean; onRetry: () => void; onCancel: () => void }) {
  const t = useTranslations("admin.minting");
  const common = useTranslations("common");
  const locale = useLocale();
  const hold = holdReason.safeParse(row.reason);
  const { key, name } = mintReason(row.reason ?? "");
  const why = hold.success ? t(`holds.${hold.data}`) : row.reason ? t("reason", { reason: t(`reasons.${key}`, { name }) }) : "";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3" data-testid={`mint-${row.badgeId}-${row.wallet}`}>
      <div className="flex min-w-56 flex-1 flex-col gap-1">
        <span className="flex flex-wrap items-center gap-2 text-sm font-medium">
          <span className="break-words">{t("badgeFor", { badge: row.badge, name: row.name })}</span>
          <Tag tone={TONE[row.state]}>{t(`state.${row.state}`)}</Tag>
        </span>
        {why ? <span className="text-sm break-words text-muted">{why}</span> : null}
        <span className="flex flex-wrap gap-x-3 text-xs text-muted">
          <LocalTime iso={row.updatedAt} locale={locale} />
          {row.explorer ? <TxLink href={row.explorer} label={common("viewTransaction")} /> : null}
        </span>
      </div>
      <div className="flex gap-2">
        {row.state === "parked" || row.state === "skipped" || row.state === "cancelled" ? <Button size="sm" variant="primary" disabled={busy} onClick={onRetry}>{t("retry")}</Button> : null}
        {row.state === "parked" || row.state === "pending" ? <Button size="sm" disabled={busy} onClick={onCancel}>{t("cancel")}</Button> : null}
      </div>
    </li>
  );
}
