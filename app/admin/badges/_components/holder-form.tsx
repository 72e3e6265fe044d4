"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Field } from "@/app/_components/ui/field";
import { Select } from "@/app/_components/ui/select";
import { shortAddress } from "@/app/_components/ui/short-address";
import { Textarea } from "@/app/_components/ui/textarea";
import { WalletInput } from "@/app/_components/ui/wallet-input";
import { walletFault, walletOf } from "@/lib/membership/wallet-rules";
import { ConfirmDialog } from "../../_components/confirm-dialog";
import { type ReasonFault, reasonFault } from "../../_components/reason-fault";
import type { PanelAct } from "../../_components/use-panel-act";

const ACTS = ["revoke", "unblock"] as const;
type Act = (typeof ACTS)[number];

/** One wallet and one badge: taken back for good, or allowed again after it was taken back or given up. */
export function HolderForm({ badges, panel }: { badges: { id: number; name: string }[]; panel: PanelAct }) {
  const t = useTranslations("admin.badges");
  const grants = useTranslations("admin.grants");
  const [act, setAct] = useState<Act>("revoke");
  const [typed, setTyped] = useState("");
  const [badge, setBadge] = useState(String(badges[0]?.id));
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const fault = walletFault(typed);
  const noReason: ReasonFault | null = act === "revoke" ? reasonFault(reason) : null;
  const wallet = walletOf(typed);
  const name = badges.find(({ id }) => String(id) === badge)?.name ?? "";
  const words = { badge: name, wallet: shortAddress(wallet) };

  const send = async () => {
    const id = BigInt(badge);
    const call = act === "revoke" ? ({ contract: "badges", functionName: "revoke", args: [wallet, id, reason.trim()] } as const) : ({ contract: "badges", functionName: "unblock", args: [wallet, id] } as const);
    if (!(await panel.send("holder", call, () => t(act === "revoke" ? "takenNow" : "allowedNow", words)))) return;
    setReason("");
    setTried(false);
  };
  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (fault || noReason || panel.busy) return;
    if (act === "revoke") setAsking(true);
    else void send();
  }
  return (
    <Card>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label={t("act")} hint={t(`actHint.${act}`)}>{(control) => <Select {...control} value={act} onValueChange={setAct} options={ACTS.map((value) => ({ value, label: t(`acts.${value}`) }))} />}</Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("holder")} {...(tried && fault ? { error: grants(`fault.${fault}`) } : {})}>{(control) => <WalletInput {...control} value={typed} onType={setTyped} data-testid="holder-wallet" />}</Field>
          <Field label={t("which")}>{(control) => <Select {...control} value={badge} onValueChange={setBadge} options={badges.map(({ id, name: label }) => ({ value: String(id), label }))} />}</Field>
        </div>
        {act === "revoke" ? (
          <Field label={grants("reason")} hint={grants("reasonHint")} {...(tried && noReason ? { error: grants(noReason) } : {})}>
            {(control) => <Textarea {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} data-testid="holder-reason" />}
          </Field>
        ) : null}
        <Button type="submit" variant={act === "revoke" ? "danger" : "primary"} {...panel.press("holder")} className="self-start" data-testid="holder-submit">{t(`acts.${act}`)}</Button>
        <ActStatus state={panel.stateOf("holder")} onClose={panel.forget} />
      </form>
      <ConfirmDialog open={asking} title={t("takeTitle")} text={t("takeAsk", words)} yes={t("acts.revoke")} testId="holder-yes" onClose={() => setAsking(false)} onYes={() => void send()} />
    </Card>
  );
}
