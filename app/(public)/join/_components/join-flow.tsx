"use client";
import { Pause, Wallet } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Avatar } from "@/app/_components/ui/avatar";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { ErrorState } from "@/app/_components/ui/error-state";
import { shortAddress } from "@/app/_components/ui/short-address";
import { faultText } from "@/app/_web3/fault-text";
import { useChainAct } from "@/app/_web3/use-chain-act";
import { useWallet } from "@/app/_web3/use-wallet";
import type { WalletSettings } from "@/app/_web3/wallet-settings";
import type { OwnPassView } from "@/lib/membership/read-own-pass";
import type { ShownPlan } from "../../_components/show-plans";
import { GiftForm } from "./gift-form";
import { JoinDone } from "./join-done";
import { JoinSteps } from "./join-steps";
import { OwnPass } from "./own-pass";
import { PassShop } from "./pass-shop";
import { TelegramLogin } from "./telegram-login";
import { PriceList } from "./price-list";
import { usePassActs } from "./use-pass-acts";

/** `member` is the gate; `active` a live pass, which admins and the owner may lack. */
export type JoinViewer = { wallet: string; banned: boolean; member: boolean; active: boolean; pass: OwnPassView };
type JoinFlowProps = { settings: WalletSettings; plans: ShownPlan[]; paused: boolean; seatsLeft: number | null; viewer: JoinViewer | null; next: string; switched: boolean; telegram: boolean };
type Fault = { text: string; detail: string };

/** From a wallet to a seat, without a reload: each step says what will happen before it happens. */
export function JoinFlow({ settings, plans, paused, seatsLeft, viewer, next, switched, telegram }: JoinFlowProps) {
  const t = useTranslations("join");
  const router = useRouter();
  const wallet = useWallet(settings);
  const chain = useChainAct(settings, wallet);
  const acts = usePassActs(chain);
  const [started] = useState(!viewer?.member);
  const [signing, setSigning] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const member = Boolean(viewer?.member && !viewer.banned);

  const signIn = async () => {
    setSigning(true);
    setFault(null);
    try {
      await wallet.signIn();
      router.refresh();
    } catch (error) {
      const { key, text, detail } = faultText(error, settings.faults);
      if (key !== "dismissed") setFault({ text, detail });
    }
    setSigning(false);
  };
  const status = (act: string) => ("act" in chain.state && chain.state.act.startsWith(act) ? <ActStatus state={chain.state} onClose={chain.forget} /> : null);

  return (
    <div>
      {wallet.host}
      {/* Not for somebody who came back later: nothing is left to do. */}
      {viewer?.member && !started ? null : <JoinSteps current={member ? 4 : viewer ? 2 : signing && wallet.account ? 1 : 0} />}
      <div className="flex flex-col gap-4">
        {switched && !viewer ? <p role="status" className="rounded-card border border-warn/40 bg-warn/10 p-4 text-sm">{t("switched")}</p> : null}
        {paused ? (
          <p role="status" className="flex items-start gap-3 rounded-card border border-warn/40 bg-warn/10 p-4 text-sm" data-testid="join-paused"><Pause aria-hidden size={20} className="shrink-0 text-warn" />{viewer?.active ? t("pausedMember") : t("paused")}</p>
        ) : null}
        {viewer?.banned ? <ErrorState title={t("banned")} text={t("bannedText")} /> : null}
        {!viewer ? (
          <Card pad="lg" className="flex flex-col items-start gap-4">
            <h2 className="text-lg font-semibold">{t("connectTitle")}</h2>
            <p className="text-muted">{t("connectText")}</p>
            <Button variant="primary" size="lg" busy={signing} icon={<Wallet aria-hidden size={20} />} onClick={() => void signIn()} data-testid="connect-wallet">{t("connect")}</Button>
            <p className="text-sm text-muted">{settings.demoNames ? t("connectDemo") : t("connectHint")}</p>
            {telegram ? <TelegramLogin next={next} /> : null}
          </Card>
        ) : null}
        {fault ? <ErrorState compact title={fault.text} {...(fault.detail ? { text: fault.detail } : {})} /> : null}
        {viewer && !viewer.banned ? (
          <div className="flex items-center gap-3 text-sm">
            <Avatar wallet={viewer.wallet} size={32} />
            <span>{t("signedIn", { wallet: shortAddress(viewer.wallet) })}</span>
          </div>
        ) : null}
        {member ? <JoinDone next={next} /> : null}
        {viewer?.active ? <OwnPass pass={viewer.pass} plans={plans} busy={chain.running !== null} status={status("own:")} onRefund={acts.refund} onAutoRenew={acts.autoRenew} /> : status("own:")}
        {viewer && !viewer.banned ? <PassShop viewer={viewer} plans={plans} paused={paused} seatsLeft={seatsLeft} running={chain.running} status={status("buy:")} onBuy={acts.buy} /> : null}
        {viewer && !viewer.banned && plans.length > 0 ? <GiftForm own={viewer.wallet} plans={plans} paused={paused} busy={chain.running !== null} status={status("gift")} onGive={acts.give} /> : null}
        {!viewer && plans.length > 0 ? <PriceList plans={plans} full={seatsLeft === 0} /> : null}
        {!member ? <p className="pt-2 text-xs text-muted">{t("terms")}</p> : null}
      </div>
    </div>
  );
}
