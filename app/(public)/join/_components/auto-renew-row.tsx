"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { amountText } from "@/lib/membership/pass-rules";
import type { OwnPassView } from "@/lib/membership/read-own-pass";
import type { ShownPlan } from "../../_components/show-plans";
import { AutoRenewDialog } from "./auto-renew-dialog";
import type { Renewal } from "./use-pass-acts";

type AutoRenewRowProps = { pass: OwnPassView; plans: ShownPlan[]; busy: boolean; onSwitch: (renewal: Renewal | null) => void };

/** Whether the pass renews by itself: on with its limits, off with the way to switch it on, or why that is not offered. */
export function AutoRenewRow({ pass, plans, busy, onSwitch }: AutoRenewRowProps) {
  const t = useTranslations("join.auto");
  const [asking, setAsking] = useState(false);
  const { autoRenew } = pass;
  const offered = plans.filter(({ plan, coin }) => !coin && plan.duration > 0 && plan.tier === pass.tier);
  const chosen = plans.find(({ plan }) => plan.id === autoRenew?.planId);
  const cap = autoRenew && chosen ? `${amountText({ amount: BigInt(autoRenew.maxPrice), decimals: chosen.plan.decimals, round: "up" })} ${chosen.plan.symbol}` : "";
  const text = autoRenew ? (chosen ? t("onText", { plan: chosen.name, cap }) : t("onGone")) : offered.length > 0 ? t("offText") : t("notOffered");
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3 p-4 sm:px-6" data-testid="auto-renew" data-state={autoRenew ? "on" : "off"}>
      <div className="flex min-w-48 flex-1 flex-col gap-1">
        <p className="text-sm font-medium">{autoRenew ? t("on") : t("off")}</p>
        <p className="text-sm text-muted">{text}</p>
      </div>
      {autoRenew ? <Button size="sm" disabled={busy} onClick={() => onSwitch(null)} data-testid="auto-renew-off">{t("switchOff")}</Button> : null}
      {!autoRenew && offered.length > 0 ? <Button size="sm" disabled={busy} onClick={() => setAsking(true)} data-testid="auto-renew-ask">{t("switchOn")}</Button> : null}
      {asking && offered[0] ? (
        <AutoRenewDialog
          plans={offered}
          first={offered[0]}
          onClose={() => setAsking(false)}
          onYes={(renewal) => {
            setAsking(false);
            onSwitch(renewal);
          }}
        />
      ) : null}
    </div>
  );
}
