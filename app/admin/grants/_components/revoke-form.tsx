"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Field } from "@/app/_components/ui/field";
import { shortAddress } from "@/app/_components/ui/short-address";
import { Textarea } from "@/app/_components/ui/textarea";
import { WalletInput } from "@/app/_components/ui/wallet-input";
import { walletFault, walletOf } from "@/lib/membership/wallet-rules";
import { ConfirmDialog } from "../../_components/confirm-dialog";
import { reasonFault } from "../../_components/reason-fault";
import type { PanelAct } from "../../_components/use-panel-act";

/** Takes one pass back, with a reason that stays on-chain. */
export function RevokeForm({ about, panel }: { about: string; panel: PanelAct }) {
  const t = useTranslations("admin.grants");
  const [typed, setTyped] = useState(about);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const fault = walletFault(typed);
  const noReason = reasonFault(reason);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!fault && !noReason && !panel.busy) setAsking(true);
  }
  const revoke = async () => {
    const wallet = walletOf(typed);
    if (!(await panel.send("revoke", { contract: "membership", functionName: "revoke", args: [wallet, reason.trim()] }, () => t("revoked", { wallet: shortAddress(wallet) })))) return;
    setTyped("");
    setReason("");
    setTried(false);
  };
  return (
    <Card>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label={t("wallet")} {...(tried && fault ? { error: t(`fault.${fault}`) } : {})}>
          {(control) => <WalletInput {...control} value={typed} onType={setTyped} data-testid="revoke-wallet" />}
        </Field>
        <Field label={t("reason")} hint={t("reasonHint")} {...(tried && noReason ? { error: t(noReason) } : {})}>
          {(control) => <Textarea {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} data-testid="revoke-reason" />}
        </Field>
        <Button type="submit" variant="danger" {...panel.press("revoke")} className="self-start" data-testid="revoke-submit">{t("revokeAct")}</Button>
        <ActStatus state={panel.stateOf("revoke")} onClose={panel.forget} />
      </form>
      <ConfirmDialog open={asking} title={t("revokeTitle")} text={t("revokeAsk", { wallet: shortAddress(walletOf(typed)) })} yes={t("revokeAct")} testId="revoke-yes" onClose={() => setAsking(false)} onYes={() => void revoke()} />
    </Card>
  );
}
