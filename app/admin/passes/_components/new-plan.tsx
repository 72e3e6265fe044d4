"use client";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Field } from "@/app/_components/ui/field";
import { Input } from "@/app/_components/ui/input";
import { Select } from "@/app/_components/ui/select";
import type { CurrencyView } from "@/lib/membership/read-money";
import type { PanelAct } from "../../_components/use-panel-act";
import { durationOf, type Length, LENGTHS, priceOf } from "./plan-draft";

/** The owner's form for a plan. Its terms never change afterwards, so the button says them once more. */
export function NewPlan({ tiers, currencies, panel }: { tiers: number[]; currencies: CurrencyView[]; panel: PanelAct }) {
  const t = useTranslations("admin.passes");
  const [tier, setTier] = useState(String(tiers[0] ?? ""));
  const [length, setLength] = useState<Length>("30");
  const [days, setDays] = useState("");
  const [currency, setCurrency] = useState(currencies[0]?.address ?? "");
  const [price, setPrice] = useState("");
  const [tried, setTried] = useState(false);
  const token = (currencies.find(({ address }) => address === currency) ?? currencies[0])?.token;
  const duration = durationOf(length, days);
  const amount = token ? priceOf(price, token.decimals) : null;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (duration === null || amount === null || panel.busy) return;
    const { clubMembershipAbi } = await import("@/lib/generated/contracts");
    const { eventOf } = await import("@/app/_web3/event-of");
    const sent = await panel.send("new-plan", { contract: "membership", functionName: "setPlan", args: [Number(tier), duration, currency as `0x${string}`, amount] }, (receipt) =>
      t("created", { id: String(eventOf({ abi: clubMembershipAbi, receipt, names: ["PlanSet"] }).args.planId) }),
    );
    if (!sent) return;
    setPrice("");
    setTried(false);
  }
  if (tiers.length === 0) return <p className="text-sm text-muted">{t("noTier")}</p>;
  return (
    <Card>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <h3 className="font-medium">{t("newPlan")}</h3>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("length")}>{(control) => <Select {...control} value={length} onValueChange={setLength} options={LENGTHS.map((value) => ({ value, label: t(`lengths.${value}`) }))} />}</Field>
          {length === "other" ? (
            <Field label={t("days")} {...(tried && duration === null ? { error: t("daysWrong") } : {})}>
              {(control) => <Input {...control} value={days} maxLength={4} inputMode="numeric" autoComplete="off" onChange={(event) => setDays(event.target.value)} data-testid="plan-days" />}
            </Field>
          ) : null}
          {tiers.length > 1 ? <Field label={t("tier")}>{(control) => <Select {...control} value={tier} onValueChange={setTier} options={tiers.map((each) => ({ value: String(each), label: t("tierName", { tier: each }) }))} />}</Field> : null}
          {currencies.length > 1 ? <Field label={t("currency")}>{(control) => <Select {...control} value={currency} onValueChange={(value) => setCurrency(value as `0x${string}`)} options={currencies.map((each) => ({ value: each.address, label: each.token.symbol }))} />}</Field> : null}
          <Field label={t("price", { symbol: token?.symbol ?? "" })} {...(tried && amount === null ? { error: t("priceWrong", { decimals: token?.decimals ?? 0 }) } : {})}>
            {(control) => <Input {...control} value={price} maxLength={40} inputMode="decimal" autoComplete="off" placeholder="0.01" onChange={(event) => setPrice(event.target.value)} data-testid="plan-price" />}
          </Field>
        </div>
        <p className="text-sm text-muted">{t("newPlanText")}</p>
        <Button type="submit" variant="primary" icon={<Plus aria-hidden size={16} />} {...panel.press("new-plan")} className="self-start" data-testid="plan-create">{t("create")}</Button>
        <ActStatus state={panel.stateOf("new-plan")} onClose={panel.forget} />
      </form>
    </Card>
  );
}
