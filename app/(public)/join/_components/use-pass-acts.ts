"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { shortAddress } from "@/app/_components/ui/short-address";
import type { ActContext, ChainAct } from "@/app/_web3/use-chain-act";
import { amountText } from "@/lib/membership/pass-rules";
import type { Token } from "@/lib/membership/read-token";
import type { MembershipView } from "@/lib/membership/schema";
import type { ShownPlan } from "../../_components/show-plans";

export type Renewal = { plan: ShownPlan["plan"]; maxPrice: bigint; approvals: number };

/** What somebody does with passes, each as one act. Wallet code comes with the press, like the wallet window itself. */
export function usePassActs({ run }: ChainAct) {
  const t = useTranslations("join");
  const format = useFormatter();
  const router = useRouter();
  const untilWords = (end: Date | null) => (end ? t("until", { date: format.dateTime(end, { dateStyle: "long" }) }) : t("forGood"));

  /** Waits until the club sees it too, then shows the page as it is now. The act itself is done by then, whatever the club says. */
  async function settle({ onStep }: ActContext, fits: (membership: MembershipView) => boolean): Promise<void> {
    onStep({ step: "club" });
    const { awaitStanding } = await import("@/app/_web3/await-standing");
    await awaitStanding(fits);
  }
  // Also after a failure: prices, seats and a pause may have changed meanwhile.
  async function act<R>(name: string, work: (context: ActContext) => Promise<R>, say: (result: R) => string): Promise<boolean> {
    const done = await run(name, work, say);
    router.refresh();
    return done !== null;
  }
  return {
    buy: ({ plan }: ShownPlan) =>
      act(
        `buy:${plan.id}`,
        async (context) => {
          const { buyPass } = await import("@/app/_web3/buy-pass");
          const bought = await buyPass({ ...context, plan });
          await settle(context, (membership) => membership.active);
          return bought;
        },
        ({ expiresAt }) => t("bought", { until: untilWords(expiresAt) }),
      ),
    give: ({ plan }: ShownPlan, to: `0x${string}`) =>
      act(
        "gift",
        async (context) => {
          const { buyPass } = await import("@/app/_web3/buy-pass");
          return buyPass({ ...context, plan, to });
        },
        ({ account, expiresAt }) => t("gift.done", { wallet: shortAddress(account), until: untilWords(expiresAt) }),
      ),
    refund: (token: Token) =>
      act(
        "own:refund",
        async (context) => {
          const { takeRefund } = await import("@/app/_web3/own-pass-acts");
          const amount = await takeRefund(context);
          await settle(context, (membership) => !membership.active);
          return amount;
        },
        (amount) => t("refund.done", { amount: `${amountText({ amount, decimals: token.decimals })} ${token.symbol}` }),
      ),
    autoRenew: (renewal: Renewal | null) =>
      act(
        "own:renewal",
        async (context) => {
          const { switchAutoRenew } = await import("@/app/_web3/own-pass-acts");
          return switchAutoRenew({ ...context, renewal });
        },
        () => t(renewal ? "auto.isOn" : "auto.isOff"),
      ),
  };
}
