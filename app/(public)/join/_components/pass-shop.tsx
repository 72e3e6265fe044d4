"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ShownPlan } from "../../_components/show-plans";
import type { JoinViewer } from "./join-flow";
import { PlanCards } from "./plan-cards";

type PassShopProps = { viewer: JoinViewer; plans: ShownPlan[]; paused: boolean; seatsLeft: number | null; running: string | null; status: ReactNode; onBuy: (plan: ShownPlan) => void };

/** Buying the first pass, or more time for the one that is held. A pass for good needs neither. */
export function PassShop({ viewer, plans, paused, seatsLeft, running, status, onBuy }: PassShopProps) {
  const t = useTranslations("join");
  const { pass, active } = viewer;
  const held = pass.tier > 0;
  if (active && pass.expiresAt === null) return status;
  // A live pass keeps its kind; the plans of others would be refused.
  const fitting = active ? plans.filter(({ plan }) => plan.tier === pass.tier) : plans;
  const busyId = running?.startsWith("buy:") ? Number(running.slice(4)) : null;
  return (
    <section aria-labelledby="pass-title" className="flex flex-col gap-4 pt-4">
      <div className="flex flex-col gap-1">
        <h2 id="pass-title" className="text-lg font-semibold">{active ? t("renewTitle") : held ? t("expiredTitle") : t("passTitle")}</h2>
        <p className="text-muted">{active ? t("renewText") : held ? t("expiredText") : t("passText")}</p>
        {active && pass.refund ? <p className="text-sm text-warn">{t("renewEndsRefund")}</p> : null}
        {seatsLeft !== null && !held ? <p className={seatsLeft > 0 ? "text-sm text-muted" : "text-sm text-warn"}>{seatsLeft > 0 ? t("seatsLeft", { count: seatsLeft }) : t("seatsGone")}</p> : null}
      </div>
      <PlanCards plans={fitting} busyId={busyId} disabled={running !== null || paused || (seatsLeft === 0 && !held)} renewing={held} quiet={active} pass={pass} onBuy={onBuy} />
      {status}
    </section>
  );
}
