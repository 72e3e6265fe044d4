"use client";
import { Wallet } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useReason } from "@/app/(club)/_components/use-reason";
import { Button } from "@/app/_components/ui/button";
import { ErrorState } from "@/app/_components/ui/error-state";
import { TxLink } from "@/app/_components/ui/tx-link";
import { WaitLine } from "@/app/_components/ui/wait-line";
import { RequestError } from "@/app/_http/request";
import { faultText } from "@/app/_web3/fault-text";
import type { SendStep } from "@/app/_web3/send-call";
import { txHref } from "@/app/_web3/tx-href";
import { useWallet } from "@/app/_web3/use-wallet";
import type { WalletSettings } from "@/app/_web3/wallet-settings";

type Fault = { text: string; detail: string };

/** While the club cannot pay: the member's own way to the badge, with what it costs and what happens before it does. */
export function ClaimBadge({ badgeId, settings }: { badgeId: number; settings: WalletSettings }) {
  const t = useTranslations("badgesPage.claim");
  const reason = useReason();
  const router = useRouter();
  const { host, connect } = useWallet(settings);
  const [step, setStep] = useState<SendStep | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [done, setDone] = useState(false);

  async function claim() {
    setFault(null);
    setStep({ step: "check" });
    try {
      // Wallet code comes with the press, like the wallet window itself.
      const [wallet, { claimBadge }] = await Promise.all([connect(), import("@/app/_web3/claim-badge")]);
      await claimBadge({ wallet, settings, badgeId, onStep: setStep });
      setDone(true);
    } catch (error) {
      const { key, text, detail } = faultText(error, settings.faults);
      if (error instanceof RequestError) setFault({ text: reason(error), detail: "" });
      else if (key !== "dismissed") setFault({ text, detail });
    }
    setStep(null);
    router.refresh();
  }
  if (done) return <p role="status" className="text-sm text-muted">{t("done")}</p>;
  return (
    <div className="flex flex-col items-start gap-3">
      {host}
      <p className="text-sm text-muted">{t("offer")}</p>
      {step ? <ClaimWait step={step} settings={settings} /> : <Button size="sm" variant="primary" icon={<Wallet aria-hidden size={16} />} onClick={() => void claim()} data-testid={`claim-${badgeId}`}>{t("button")}</Button>}
      {fault ? <ErrorState compact title={fault.text} {...(fault.detail ? { text: fault.detail } : {})} /> : null}
      <p className="text-xs text-muted">{t("hour")}</p>
    </div>
  );
}

function ClaimWait({ step, settings }: { step: SendStep; settings: WalletSettings }) {
  const t = useTranslations("badgesPage.claim");
  const common = useTranslations("common");
  const link = step.step === "block" ? <TxLink href={txHref(settings, step.hash)} label={common("viewTransaction")} /> : null;
  return <WaitLine text={t(`${step.step}.text`)} hint={t(`${step.step}.hint`, { fee: step.step === "wallet" ? step.fee : "" })} {...(link ? { action: link } : {})} />;
}
