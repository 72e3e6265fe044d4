"use client";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { renewedEnd } from "@/lib/membership/pass-rules";
import type { OwnPassView } from "@/lib/membership/read-own-pass";
import type { ShownPlan } from "../../_components/show-plans";

type PlanCardsProps = {
  plans: ShownPlan[];
  busyId: number | null;
  disabled: boolean;
  renewing: boolean;
  /** For somebody who is in already: renewing is not what the page is about. */
  quiet: boolean;
  pass: OwnPassView;
  onBuy: (plan: ShownPlan) => void;
};

/** What a pass costs and until when it would last, each plan with its one button. */
export function PlanCards({ plans, busyId, disabled, renewing, quiet, pass, onBuy }: PlanCardsProps) {
  const t = useTranslations("join");
  const format = useFormatter();
  if (plans.length === 0) return <p className="text-sm text-muted">{t("noPlans")}</p>;
  const endOf = ({ plan }: ShownPlan) => {
    const end = renewedEnd({ expiresAt: pass.expiresAt ? new Date(pass.expiresAt) : null, durationSeconds: plan.duration, at: new Date(pass.at) });
    return end ? t("until", { date: format.dateTime(end, { dateStyle: "medium" }) }) : t("forGood");
  };
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {plans.map((shown) => (
        <li key={shown.plan.id}>
          <Card className="flex h-full flex-col gap-4">
            <div className="flex flex-1 flex-col gap-1">
              <h3 className="font-medium">{shown.name}</h3>
              <p className="text-xl font-semibold tabular-nums">{shown.price}</p>
              <p className="text-sm text-muted">{shown.per}</p>
              <p className="text-sm text-muted">{endOf(shown)}</p>
            </div>
            <Button variant={quiet ? "secondary" : "primary"} block busy={busyId === shown.plan.id} disabled={disabled && busyId !== shown.plan.id} onClick={() => onBuy(shown)} data-testid={`buy-plan-${shown.plan.id}`}>
              {renewing ? t("renew") : t("buy")}
            </Button>
          </Card>
        </li>
      ))}
    </ul>
  );
}
