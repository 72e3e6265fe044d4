"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Field } from "@/app/_components/ui/field";
import { shortAddress } from "@/app/_components/ui/short-address";
import { WalletInput } from "@/app/_components/ui/wallet-input";
import type { Reissued } from "@/app/_web3/reissue-pass";
import { walletFault, walletOf } from "@/lib/membership/wallet-rules";
import { ConfirmDialog } from "../../_components/confirm-dialog";
import type { PanelAct } from "../../_components/use-panel-act";

/** Issues pass and badges of a lost wallet again to the member's new one; the account follows by itself. */
export function ReissueForm({ about, panel }: { about: string; panel: PanelAct }) {
  const t = useTranslations("admin.grants");
  const [from, setFrom] = useState(about);
  const [to, setTo] = useState("");
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const fromFault = walletFault(from);
  const toFault = walletFault(to) ?? (walletOf(to) === walletOf(from) ? "same" : null);
  const say = ({ pass, badges }: Reissued) => t(pass && badges ? "reissuedBoth" : pass ? "reissuedPass" : "reissuedBadges", { wallet: shortAddress(walletOf(to)) });

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!fromFault && !toFault && !panel.busy) setAsking(true);
  }
  const reissue = async () => {
    const done = await panel.act("reissue", async (context) => (await import("@/app/_web3/reissue-pass")).reissuePass({ ...context, from: walletOf(from), to: walletOf(to) }), say);
    if (!done) return;
    setFrom("");
    setTo("");
    setTried(false);
  };
  return (
    <Card>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label={t("oldWallet")} {...(tried && fromFault ? { error: t(`fault.${fromFault}`) } : {})}>{(control) => <WalletInput {...control} value={from} onType={setFrom} data-testid="reissue-from" />}</Field>
        <Field label={t("newWallet")} hint={t("newWalletHint")} {...(tried && toFault ? { error: toFault === "same" ? t("same") : t(`fault.${toFault}`) } : {})}>{(control) => <WalletInput {...control} value={to} onType={setTo} data-testid="reissue-to" />}</Field>
        <Button type="submit" {...panel.press("reissue")} className="self-start" data-testid="reissue-submit">{t("reissueAct")}</Button>
        <ActStatus state={panel.stateOf("reissue")} onClose={panel.forget} />
      </form>
      <ConfirmDialog open={asking} title={t("reissueTitle")} text={t("reissueAsk", { from: shortAddress(walletOf(from)), to: shortAddress(walletOf(to)) })} yes={t("reissueAct")} testId="reissue-yes" onClose={() => setAsking(false)} onYes={() => void reissue()} />
    </Card>
  );
}
