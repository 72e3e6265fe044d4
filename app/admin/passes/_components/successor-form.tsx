"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Field } from "@/app/_components/ui/field";
import { WalletInput } from "@/app/_components/ui/wallet-input";
import { walletFault, walletOf } from "@/lib/membership/wallet-rules";
import { ConfirmDialog } from "../../_components/confirm-dialog";
import { OwnerNote } from "../../_components/owner-note";
import type { PanelAct } from "../../_components/use-panel-act";

type SuccessorFormProps = { successor: string | null; own: string; isOwner: boolean; panel: PanelAct };

/** The contract that follows this one: named once by the owner, then only shown. */
export function SuccessorForm({ successor, own, isOwner, panel }: SuccessorFormProps) {
  const t = useTranslations("admin.passes");
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const fault = walletFault(typed) ? "tokenWrong" : walletOf(typed) === own.toLowerCase() ? "successorOwn" : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!fault && !panel.busy) setAsking(true);
  }
  const name = () => panel.send("successor", { contract: "membership", functionName: "setSuccessor", args: [walletOf(typed)] }, () => t("successorNamed"));
  return (
    <Card className="flex flex-col gap-4">
      {successor ? <p className="font-mono text-sm break-all" data-testid="successor-address">{successor}</p> : null}
      {!successor && !isOwner ? <p className="text-sm">{t("successorNone")}</p> : null}
      {!successor && isOwner ? (
        <form onSubmit={submit} noValidate className="flex flex-col items-start gap-3">
          <Field className="w-full" label={t("successorLabel")} hint={t("successorHint")} {...(tried && fault ? { error: t(fault) } : {})}>
            {(control) => <WalletInput {...control} value={typed} onType={setTyped} data-testid="successor-input" />}
          </Field>
          <Button type="submit" size="sm" {...panel.press("successor")} data-testid="successor-submit">{t("successorAct")}</Button>
        </form>
      ) : null}
      {!successor && !isOwner ? <OwnerNote /> : null}
      <ActStatus state={panel.stateOf("successor")} onClose={panel.forget} />
      <ConfirmDialog open={asking} title={t("successorTitle")} text={t("successorAsk")} yes={t("successorAct")} testId="successor-yes" onClose={() => setAsking(false)} onYes={() => void name()}>
        <p className="font-mono text-sm break-all">{typed.trim()}</p>
      </ConfirmDialog>
    </Card>
  );
}
