"use client";
import { Tag as TagIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ShownPlan } from "@/app/(public)/_components/show-plans";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Tag } from "@/app/_components/ui/tag";
import type { PanelAct } from "../../_components/use-panel-act";

/** Every plan there ever was, those on sale first; the owner takes one off sale or puts it back. */
export function PlanList({ plans, isOwner, panel }: { plans: ShownPlan[]; isOwner: boolean; panel: PanelAct }) {
  const t = useTranslations("admin.passes");
  if (plans.length === 0) return <EmptyState icon={<TagIcon aria-hidden size={20} />} title={t("noPlans")} text={t("noPlansText")} />;
  const turn = ({ plan, name }: ShownPlan) =>
    void panel.send(`plan:${plan.id}`, { contract: "membership", functionName: "setPlanActive", args: [BigInt(plan.id), !plan.active] }, () => t(plan.active ? "offSaleNow" : "onSaleNow", { name }));
  return (
    <Card pad="none">
      <ul className="divide-y divide-line">
        {[...plans].sort((a, b) => Number(b.plan.active) - Number(a.plan.active)).map((shown) => (
          <li key={shown.plan.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3" data-testid={`plan-row-${shown.plan.id}`} data-active={shown.plan.active || undefined}>
            <div className="flex min-w-40 flex-1 flex-col gap-1">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
                {shown.name}
                {shown.plan.active ? <Tag tone="good">{t("onSale")}</Tag> : <Tag>{t("offSale")}</Tag>}
              </span>
              <span className="text-xs text-muted">{t("planFacts", { id: shown.plan.id, tier: shown.plan.tier })}</span>
            </div>
            <span className="text-sm font-medium tabular-nums">{shown.price}</span>
            {isOwner ? (
              <Button size="sm" {...panel.press(`plan:${shown.plan.id}`)} aria-label={t(shown.plan.active ? "takeOffOf" : "putOnOf", { name: shown.name })} onClick={() => turn(shown)} data-testid={`plan-turn-${shown.plan.id}`}>
                {shown.plan.active ? t("takeOff") : t("putOn")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
