import { getFormatter, getTranslations } from "next-intl/server";
import { formatEther, zeroAddress } from "viem";
import type { PlanView } from "@/lib/membership/schema";

/** A plan as people read it, beside the plan as the contract knows it. */
export type ShownPlan = { plan: PlanView; name: string; price: string; per: string };

const DAY_SECONDS = 86_400;

/** The plans on sale that are paid in the chain's own coin, the cheapest first. */
export async function showPlans(plans: PlanView[]): Promise<ShownPlan[]> {
  const [t, format] = await Promise.all([getTranslations("plans"), getFormatter()]);
  return plans
    .filter((plan) => plan.active && plan.currency === zeroAddress)
    .sort((a, b) => (BigInt(a.price) < BigInt(b.price) ? -1 : 1))
    .map((plan) => {
      const days = Math.round(plan.duration / DAY_SECONDS);
      const price = Number(formatEther(BigInt(plan.price)));
      return {
        plan,
        name: plan.duration === 0 ? t("lifetime") : days >= 365 ? t("year") : t("days", { days }),
        price: `${format.number(price, { maximumFractionDigits: 6 })} ETH`,
        per: plan.duration === 0 ? t("once") : t("perDay", { price: format.number(price / Math.max(1, days), { maximumSignificantDigits: 2 }) }),
      };
    });
}
