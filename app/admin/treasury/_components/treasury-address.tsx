"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { CopyButton } from "@/app/_components/ui/copy-button";
import { Field } from "@/app/_components/ui/field";
import { WalletInput } from "@/app/_components/ui/wallet-input";
import { walletFault, walletOf } from "@/lib/membership/wallet-rules";
import { ConfirmDialog } from "../../_components/confirm-dialog";
import type { PanelAct } from "../../_components/use-panel-act";

/** The wallet that withdrawals go to; the owner names another one after a second look. */
export function TreasuryAddress({ treasury, isOwner, panel }: { treasury: string; isOwner: boolean; panel: PanelAct }) {
  const t = useTranslations("admin.treasury");
  const common = useTranslations("common");
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const fault = walletFault(typed) ?? (walletOf(typed) === treasury.toLowerCase() ? "same" : null);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!fault && !panel.busy) setAsking(true);
  }
  const change = async () => {
    if (!(await panel.send("treasury", { contract: "membership", functionName: "setTreasury", args: [walletOf(typed)] }, () => t("changed")))) return;
    setTyped("");
    setTried(false);
  };
  return (
    <Card className="flex flex-col gap-6">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 font-mono text-sm break-all" data-testid="treasury-address">{treasury}</span>
        <CopyButton value={treasury} label={t("copy")} doneLabel={common("copied")} />
      </div>
      {isOwner ? (
        <form onSubmit={submit} noValidate className="flex flex-col items-start gap-3">
          <Field className="w-full" label={t("newTreasury")} hint={t("newTreasuryHint")} {...(tried && fault ? { error: t(fault) } : {})}>
            {(control) => <WalletInput {...control} value={typed} onType={setTyped} data-testid="treasury-input" />}
          </Field>
          <Button type="submit" size="sm" {...panel.press("treasury")} data-testid="treasury-change">{t("change")}</Button>
        </form>
      ) : null}
      <ActStatus state={panel.stateOf("treasury")} onClose={panel.forget} />
      <ConfirmDialog open={asking} title={t("changeTitle")} text={t("changeText")} yes={t("change")} testId="treasury-yes" onClose={() => setAsking(false)} onYes={() => void change()}>
        <p className="font-mono text-sm break-all">{typed.trim()}</p>
      </ConfirmDialog>
    </Card>
  );
}
