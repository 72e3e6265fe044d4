"use client";
import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Field } from "@/app/_components/ui/field";
import { Input } from "@/app/_components/ui/input";
import { shortAddress } from "@/app/_components/ui/short-address";
import { WalletInput } from "@/app/_components/ui/wallet-input";
import { LIFETIME, untilOf } from "@/lib/membership/grant-rules";
import { walletFault, walletOf } from "@/lib/membership/wallet-rules";
import type { PanelAct } from "../../_components/use-panel-act";

/** Gives one pass a later end, without a new kind and without payment. */
export function ExtendForm({ about, paused, panel }: { about: string; paused: boolean; panel: PanelAct }) {
  const t = useTranslations("admin.grants");
  const format = useFormatter();
  const [typed, setTyped] = useState(about);
  const [end, setEnd] = useState("30d");
  const [tried, setTried] = useState(false);
  const fault = walletFault(typed);
  const endOf = (at: Date) => untilOf(end.trim(), at);
  const endFault = tried && endOf(new Date()) === null;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const until = endOf(new Date());
    if (fault || until === null || panel.busy) return;
    const wallet = walletOf(typed);
    const words = until === LIFETIME ? t("forGood") : t("untilDate", { date: format.dateTime(new Date(Number(until) * 1000), { dateStyle: "medium" }) });
    if (!(await panel.send("extend", { contract: "membership", functionName: "extend", args: [wallet, until] }, () => t("extended", { wallet: shortAddress(wallet), end: words })))) return;
    setTyped("");
    setTried(false);
  }
  return (
    <Card>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("wallet")} {...(tried && fault ? { error: t(`fault.${fault}`) } : {})}>{(control) => <WalletInput {...control} value={typed} onType={setTyped} data-testid="extend-wallet" />}</Field>
          <Field label={t("newEnd")} hint={t("untilHint")} {...(endFault ? { error: t("fault.until") } : {})}>
            {(control) => <Input {...control} value={end} maxLength={20} autoComplete="off" onChange={(event) => setEnd(event.target.value)} data-testid="extend-until" />}
          </Field>
        </div>
        <Button type="submit" {...panel.press("extend")} {...(paused ? { disabled: true } : {})} className="self-start" data-testid="extend-submit">{t("extendAct")}</Button>
        {paused ? <p className="text-sm text-warn">{t("paused")}</p> : null}
        <ActStatus state={panel.stateOf("extend")} onClose={panel.forget} />
      </form>
    </Card>
  );
}
