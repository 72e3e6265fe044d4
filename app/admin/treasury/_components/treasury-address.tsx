"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { CopyButton } from "@/app/_components/ui/copy-button";
import { Dialog } from "@/app/_components/ui/dialog";
import { Field } from "@/app/_components/ui/field";
import { Input } from "@/app/_components/ui/input";
import { walletFault, walletOf } from "@/lib/membership/wallet-rules";
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
    setAsking(false);
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
            {(control) => <Input {...control} value={typed} maxLength={64} placeholder="0x…" autoComplete="off" spellCheck={false} className="font-mono" onChange={(event) => setTyped(event.target.value)} data-testid="treasury-input" />}
          </Field>
          <Button type="submit" size="sm" busy={panel.running === "treasury"} disabled={panel.busy && panel.running !== "treasury"}>{t("change")}</Button>
        </form>
      ) : null}
      <ActStatus state={panel.stateOf("treasury")} onClose={panel.forget} />
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t("changeTitle")}
        description={t("changeText")}
        closeLabel={common("close")}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{common("cancel")}</Button>
            <Button variant="danger" onClick={() => void change()} data-testid="treasury-yes">{t("change")}</Button>
          </>
        }
      >
        <p className="font-mono text-sm break-all">{typed.trim()}</p>
      </Dialog>
    </Card>
  );
}
