"use client";
import { Gift } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Field } from "@/app/_components/ui/field";
import { Section } from "@/app/_components/ui/section";
import { Select } from "@/app/_components/ui/select";
import { WalletInput } from "@/app/_components/ui/wallet-input";
import { walletFault, walletOf } from "@/lib/membership/wallet-rules";
import type { ShownPlan } from "../../_components/show-plans";

type GiftFormProps = { own: string; plans: ShownPlan[]; paused: boolean; busy: boolean; status: ReactNode; onGive: (plan: ShownPlan, to: `0x${string}`) => Promise<boolean> };

/** A pass, or more time, for another wallet. */
export function GiftForm({ own, plans, paused, busy, status, onGive }: GiftFormProps) {
  const t = useTranslations("join.gift");
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const [planId, setPlanId] = useState("");
  const chosen = plans.find((shown) => String(shown.plan.id) === planId) ?? plans[0];
  const fault = walletFault(typed) ?? (walletOf(typed) === own ? "ownWallet" : null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (fault || busy || !chosen || !(await onGive(chosen, walletOf(typed)))) return;
    setTyped("");
    setTried(false);
  }
  if (!open) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 pt-4">
        <div className="flex min-w-48 flex-1 flex-col gap-1">
          <h2 className="text-lg font-semibold">{t("title")}</h2>
          <p className="text-sm text-muted">{t("text")}</p>
        </div>
        <Button icon={<Gift aria-hidden size={16} />} disabled={paused} onClick={() => setOpen(true)} data-testid="gift-open">{t("open")}</Button>
      </div>
    );
  }
  return (
    <Section title={t("title")} text={t("text")} className="pt-4">
      <Card>
        <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
          <Field label={t("wallet")} hint={t("walletHint")} {...(tried && fault ? { error: t(fault) } : {})}>
            {(control) => <WalletInput {...control} value={typed} onType={setTyped} data-testid="gift-wallet" />}
          </Field>
          <Field label={t("plan")}>
            {(control) => <Select {...control} value={String(chosen?.plan.id)} onValueChange={setPlanId} options={plans.map((shown) => ({ value: String(shown.plan.id), label: `${shown.name} · ${shown.price}` }))} />}
          </Field>
          <p className="text-sm text-muted">{t("note")}</p>
          <Button type="submit" variant="primary" icon={<Gift aria-hidden size={16} />} busy={busy} disabled={paused} className="self-start" data-testid="gift-submit">{t("give", { price: chosen?.price ?? "" })}</Button>
          {status}
        </form>
      </Card>
    </Section>
  );
}
