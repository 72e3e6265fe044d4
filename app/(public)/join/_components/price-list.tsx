"use client";
import { useTranslations } from "next-intl";
import { Card } from "@/app/_components/ui/card";
import { Section } from "@/app/_components/ui/section";
import type { ShownPlan } from "../../_components/show-plans";

/** What a pass costs, for somebody who has not signed in yet: prices come before the wallet. */
export function PriceList({ plans, full }: { plans: ShownPlan[]; full: boolean }) {
  const t = useTranslations("join");
  return (
    <Section title={t("prices")} text={full ? t("seatsGone") : t("pricesText")} className="pt-4">
      <Card pad="none">
        <ul className="divide-y divide-line">
          {plans.map(({ plan, name, per, price }) => (
            <li key={plan.id} className="flex items-center justify-between gap-4 px-4 py-3">
              <span className="flex min-w-0 flex-col gap-1">
                <span className="text-sm font-medium">{name}</span>
                <span className="text-xs text-muted">{per}</span>
              </span>
              <span className="font-semibold whitespace-nowrap tabular-nums">{price}</span>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
