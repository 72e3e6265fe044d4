"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Dialog } from "@/app/_components/ui/dialog";
import { Field } from "@/app/_components/ui/field";
import { Input } from "@/app/_components/ui/input";
import { shortAddress } from "@/app/_components/ui/short-address";
import { Textarea } from "@/app/_components/ui/textarea";
import { walletFault, walletOf } from "@/lib/membership/wallet-rules";
import type { PanelAct } from "../../_components/use-panel-act";

/** What the contract keeps of a text. */
const MAX_BYTES = 512;

/** Takes one pass back, with a reason that stays on-chain. */
export function RevokeForm({ about, panel }: { about: string; panel: PanelAct }) {
  const t = useTranslations("admin.grants");
  const common = useTranslations("common");
  const [typed, setTyped] = useState(about);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const fault = walletFault(typed);
  const bytes = new TextEncoder().encode(reason.trim()).length;
  const reasonFault = bytes === 0 ? "reasonMissing" : bytes > MAX_BYTES ? "reasonLong" : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!fault && !reasonFault && !panel.busy) setAsking(true);
  }
  const revoke = async () => {
    setAsking(false);
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
          {(control) => <Input {...control} value={typed} maxLength={64} placeholder="0x…" autoComplete="off" spellCheck={false} className="font-mono" onChange={(event) => setTyped(event.target.value)} data-testid="revoke-wallet" />}
        </Field>
        <Field label={t("reason")} hint={t("reasonHint")} {...(tried && reasonFault ? { error: t(reasonFault) } : {})}>
          {(control) => <Textarea {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} data-testid="revoke-reason" />}
        </Field>
        <Button type="submit" variant="danger" busy={panel.running === "revoke"} disabled={panel.busy && panel.running !== "revoke"} className="self-start" data-testid="revoke-submit">{t("revokeAct")}</Button>
        <ActStatus state={panel.stateOf("revoke")} onClose={panel.forget} />
      </form>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t("revokeTitle")}
        description={t("revokeAsk", { wallet: shortAddress(walletOf(typed)) })}
        closeLabel={common("close")}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{common("cancel")}</Button>
            <Button variant="danger" onClick={() => void revoke()} data-testid="revoke-yes">{t("revokeAct")}</Button>
          </>
        }
      />
    </Card>
  );
}
