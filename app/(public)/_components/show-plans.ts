import { getFormatter, getTranslations } from "next-intl/server";
import { zeroAddress } from "viem";
import { amountText } from "@/lib/membership/pass-rules";
import type { PlanView } from "@/lib/membership/schema";

/** A plan as people read it, beside the plan as the contract knows it. `coin`: paid in the chain's own coin. */
export type ShownPlan = { plan: PlanView; name: string; price: string; per: string; coin: boolean };

const DAY_SECONDS = 86_400;

/** The plans on sale, or `all` of them: those paid in the chain's own coin first, the cheapest first among each. */
export async function showPlans(plans: PlanView[], { all = false }: { all?: boolean } = {}): Promise<ShownPlan[]> {
  const [t, format] = await Promise.all([getTranslations("plans"), getFormatter()]);
  return plans
    .filter((plan) => all || plan.active)
    .map((plan) => {
      const days = Math.round(plan.duration / DAY_SECONDS);
      const price = Number(amountText({ amount: BigInt(plan.price), decimals: plan.decimals, round: "up" }));
      const written = (value: number, digits: object) => `${format.number(value, digits)} ${plan.symbol}`;
      return {
        plan,
        name: plan.duration === 0 ? t("lifetime") : days >= 365 && days % 365 === 0 ? t("years", { years: days / 365 }) : t("days", { days }),
        price: price === 0 ? t("free") : written(price, { maximumFractionDigits: 6 }),
        per: plan.duration === 0 ? t("once") : t("perDay", { price: written(price / Math.max(1, days), { maximumSignificantDigits: 2 }) }),
        coin: plan.currency === zeroAddress,
      };
    })
    .sort((a, b) => Number(b.coin) - Number(a.coin) || a.plan.symbol.localeCompare(b.plan.symbol) || (BigInt(a.plan.price) < BigInt(b.plan.price) ? -1 : 1));
}
