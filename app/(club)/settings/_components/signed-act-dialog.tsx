"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../../_components/ui/button";
import { Dialog } from "../../../_components/ui/dialog";
import { ErrorState } from "../../../_components/ui/error-state";
import { WaitLine } from "../../../_components/ui/wait-line";
import { RequestError } from "../../../_http/request";
import { faultText } from "../../../_web3/fault-text";
import { useWallet } from "../../../_web3/use-wallet";
import type { WalletSettings } from "../../../_web3/wallet-settings";
import { useReason } from "../../_components/use-reason";

/** `wallet`: the wallet's own window is open, which a dialog in front would make unusable. */
type Step = "ask" | "sign" | "wallet" | "signing";
type SignedActDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  wallet: WalletSettings;
  texts: { title: string; text: string; act: string };
  danger?: boolean;
  /** What needs the signature; asked for first, as the sign-in may be fresh enough. */
  run: () => Promise<void>;
  testId: string;
};

const needsSignature = (error: unknown): boolean => error instanceof RequestError && (error.reason === "fresh_signature_required" || error.reason === "wallet_required");

/**
 * Asks before something that changes the linked account; where the sign-in is older than a few minutes, signs once
 * more and goes on by itself.
 */
export function SignedActDialog({ open, onOpenChange, wallet: settings, texts, danger = false, run, testId }: SignedActDialogProps) {
  const t = useTranslations("settings.telegram");
  const common = useTranslations("common");
  const reason = useReason();
  const wallet = useWallet(settings);
  const [step, setStep] = useState<Step>("ask");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");

  const close = () => {
    setStep("ask");
    setFault("");
    onOpenChange(false);
  };
  async function end() {
    setBusy(true);
    setFault("");
    try {
      await run();
      close();
    } catch (error) {
      if (needsSignature(error)) setStep("sign");
      else setFault(reason(error));
    } finally {
      setBusy(false);
    }
  }
  async function signAndEnd() {
    setStep("wallet");
    setFault("");
    try {
      const connected = await wallet.connect();
      setStep("signing");
      const { signAgain } = await import("../../../_web3/sign-again");
      await signAgain({ wallet: connected, settings });
    } catch (error) {
      setStep("sign");
      return setFault(faultText(error, settings.faults).text);
    }
    setStep("sign");
    await end();
  }
  return (
    <>
      {wallet.host}
      <Dialog
        open={open && step !== "wallet"}
        onOpenChange={(to) => (to ? onOpenChange(true) : close())}
        title={texts.title}
        description={step === "ask" ? texts.text : t("signText")}
        closeLabel={common("close")}
        actions={
          <>
            <Button onClick={close}>{common("cancel")}</Button>
            {step === "ask" ? (
              <Button variant={danger ? "danger" : "primary"} busy={busy} onClick={() => void end()} data-testid={`${testId}-yes`}>{texts.act}</Button>
            ) : (
              <Button variant="primary" busy={busy || step === "signing"} onClick={() => void signAndEnd()} data-testid="settings-telegram-sign">{t("sign")}</Button>
            )}
          </>
        }
      >
        {step === "signing" ? <WaitLine text={t("signing")} /> : null}
        {fault ? <ErrorState compact title={fault} /> : null}
      </Dialog>
    </>
  );
}
