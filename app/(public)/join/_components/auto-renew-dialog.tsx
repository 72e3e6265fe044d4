"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { Dialog } from "@/app/_components/ui/dialog";
import { Field } from "@/app/_components/ui/field";
import { Input } from "@/app/_components/ui/input";
import { Select } from "@/app/_components/ui/select";
import { amountText, parseAmount } from "@/lib/membership/pass-rules";
import type { ShownPlan } from "../../_components/show-plans";
import type { Renewal } from "./use-pass-acts";

const APPROVALS = ["1", "3", "12"] as const;
type Approvals = (typeof APPROVALS)[number];

/** The consent to automatic renewal: which plan, the most one renewal may cost, for how many the token is approved. */
export function AutoRenewDialog({ plans, first, onClose, onYes }: { plans: ShownPlan[]; first: ShownPlan; onClose: () => void; onYes: (renewal: Renewal) => void }) {
  const t = useTranslations("join.auto");
  const common = useTranslations("common");
  const [planId, setPlanId] = useState(String(first.plan.id));
  const { plan } = plans.find((shown) => String(shown.plan.id) === planId) ?? first;
  const text = (amount: bigint) => amountText({ amount, decimals: plan.decimals, round: "up" });
  const [typed, setTyped] = useState(text(BigInt(first.plan.price)));
  const [approvals, setApprovals] = useState<Approvals>("3");
  const choose = (id: string) => {
    setPlanId(id);
    // Another plan may have another token: an amount of the one says nothing about the other.
    const next = plans.find((shown) => String(shown.plan.id) === id)?.plan;
    if (next) setTyped(amountText({ amount: BigInt(next.price), decimals: next.decimals, round: "up" }));
  };
  const cap = parseAmount(typed, plan.decimals);
  const low = cap === null || cap < BigInt(plan.price);
  const total = low ? "" : `${text(cap * BigInt(approvals))} ${plan.symbol}`;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!low) onYes({ plan, maxPrice: cap, approvals: Number(approvals) });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("ask")}
      description={t("askText")}
      closeLabel={common("close")}
      actions={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="primary" type="submit" form="auto-renew" data-testid="auto-renew-yes">{t("switchOn")}</Button>
        </>
      }
    >
      <form id="auto-renew" onSubmit={submit} noValidate className="flex flex-col gap-4">
        {plans.length > 1 ? (
          <Field label={t("plan")}>
            {(control) => <Select {...control} value={planId} onValueChange={choose} options={plans.map((shown) => ({ value: String(shown.plan.id), label: `${shown.name} · ${shown.price}` }))} />}
          </Field>
        ) : null}
        <Field label={t("cap", { symbol: plan.symbol })} hint={t("capHint")} {...(low ? { error: t("capLow", { price: `${text(BigInt(plan.price))} ${plan.symbol}` }) } : {})}>
          {(control) => <Input {...control} value={typed} maxLength={40} inputMode="decimal" autoComplete="off" onChange={(event) => setTyped(event.target.value)} data-testid="auto-renew-cap" />}
        </Field>
        <Field label={t("approvals")} {...(total ? { hint: t("approvalsHint", { total }) } : {})}>
          {(control) => <Select {...control} value={approvals} onValueChange={setApprovals} options={APPROVALS.map((value) => ({ value, label: t("times", { count: Number(value) }) }))} />}
        </Field>
      </form>
    </Dialog>
  );
}
