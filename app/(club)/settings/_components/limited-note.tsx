"use client";
import { Wallet } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../../../_components/ui/button";
import { Card } from "../../../_components/ui/card";
import { ErrorState } from "../../../_components/ui/error-state";
import { faultText } from "../../../_web3/fault-text";
import { useWallet } from "../../../_web3/use-wallet";
import type { WalletSettings } from "../../../_web3/wallet-settings";

/** For who came in with Telegram: what that is good for, and the wallet's signature for the rest. */
export function LimitedNote({ wallet: settings }: { wallet: WalletSettings }) {
  const t = useTranslations("settings.limited");
  const wallet = useWallet(settings);
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");
  const sign = async () => {
    setBusy(true);
    setFault("");
    try {
      const connected = await wallet.connect();
      const { signAgain } = await import("../../../_web3/sign-again");
      await signAgain({ wallet: connected, settings });
      router.refresh();
    } catch (error) {
      const { key, text } = faultText(error, settings.faults);
      if (key !== "dismissed") setFault(text);
    }
    setBusy(false);
  };
  return (
    <>
      {wallet.host}
      <Card className="flex flex-col items-start gap-4" data-testid="settings-limited">
        <div className="flex flex-col gap-1">
          <p className="font-medium">{t("title")}</p>
          <p className="text-sm text-muted">{t("text")}</p>
        </div>
        <Button variant="primary" busy={busy} icon={<Wallet aria-hidden size={16} />} onClick={() => void sign()} data-testid="settings-limited-sign">{t("sign")}</Button>
        {fault ? <ErrorState compact title={fault} /> : null}
      </Card>
    </>
  );
}
