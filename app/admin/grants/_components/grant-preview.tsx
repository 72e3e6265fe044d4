"use client";
import { useFormatter, useTranslations } from "next-intl";
import type { Grant, GrantPlan } from "@/lib/membership/grant-rules";
import { LIFETIME } from "@/lib/membership/grant-rules";

const SHOWN_LINES = 20;

/** What would be sent, and who is left out, by what the chain says now. */
export function GrantPreview({ plan }: { plan: GrantPlan }) {
  const t = useTranslations("admin.grants");
  const format = useFormatter();
  const lines = (grants: readonly Grant[]) => grants.slice(0, SHOWN_LINES).map(({ line }) => line).join(", ") + (grants.length > SHOWN_LINES ? "…" : "");
  const end = (until: bigint) => (until === LIFETIME ? t("forGood") : t("untilDate", { date: format.dateTime(new Date(Number(until) * 1000), { dateStyle: "medium" }) }));
  return (
    <div className="flex flex-col gap-3 rounded-card border border-line bg-raised p-4 text-sm" data-testid="grant-preview">
      <p className="font-medium">{plan.batches.length > 0 ? t("willSend", { count: plan.batches.length }) : t("nothingLeft")}</p>
      {plan.batches.length > 0 ? (
        <ol className="flex list-decimal flex-col gap-1 pl-5 text-muted">
          {plan.batches.map((batch) => <li key={batch.grants[0]?.wallet}>{t("batch", { count: batch.grants.length, tier: batch.tier, end: end(batch.until) })}</li>)}
        </ol>
      ) : null}
      {plan.held.length > 0 ? <p className="text-muted" data-testid="grant-held">{t("held", { count: plan.held.length, lines: lines(plan.held) })}</p> : null}
      {plan.longer.length > 0 ? <p className="text-warn">{t("longer", { count: plan.longer.length, lines: lines(plan.longer) })}</p> : null}
    </div>
  );
}
