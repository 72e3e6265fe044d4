"use client";
import { CircleCheck, Wallet } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Avatar } from "@/app/_components/ui/avatar";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { ErrorState } from "@/app/_components/ui/error-state";
import { LinkButton } from "@/app/_components/ui/link-button";
import { shortAddress } from "@/app/_components/ui/short-address";
import { TxLink } from "@/app/_components/ui/tx-link";
import { WaitLine } from "@/app/_components/ui/wait-line";
import type { BuyStep } from "@/app/_web3/buy-pass";
import { faultText } from "@/app/_web3/fault-text";
import { txHref } from "@/app/_web3/tx-href";
import { useWallet } from "@/app/_web3/use-wallet";
import type { WalletSettings } from "@/app/_web3/wallet-settings";
import type { ShownPlan } from "../../_components/show-plans";
import { JoinSteps } from "./join-steps";
import { PlanCards } from "./plan-cards";

export type JoinViewer = { wallet: string; name: string; banned: boolean; member: boolean; active: boolean; expired: boolean; expiry: string | null; renewable: boolean };
type JoinFlowProps = { settings: WalletSettings; plans: ShownPlan[]; seatsLeft: number | null; viewer: JoinViewer | null; next: string; switched: boolean };
type Fault = { text: string; detail: string };

/** From a wallet to a seat, without a reload: each step says what will happen before it happens. */
export function JoinFlow({ settings, plans, seatsLeft, viewer, next, switched }: JoinFlowProps) {
  const t = useTranslations("join");
  const router = useRouter();
  const wallet = useWallet(settings);
  const [started] = useState(!viewer?.member);
  const [signing, setSigning] = useState(false);
  const [buying, setBuying] = useState<{ planId: number; step: BuyStep } | null>(null);
  const [bought, setBought] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const member = bought || Boolean(viewer?.member && !viewer.banned);

  async function attempt(work: () => Promise<void>): Promise<void> {
    setFault(null);
    try {
      await work();
    } catch (error) {
      const { key, text, detail } = faultText(error, settings.faults);
      if (key === "priceChanged" || key === "planGone" || key === "full") router.refresh();
      if (key !== "dismissed") setFault({ text, detail });
    }
  }
  const signIn = async () => {
    setSigning(true);
    await attempt(async () => {
      await wallet.signIn();
      router.refresh();
    });
    setSigning(false);
  };
  const buy = async (shown: ShownPlan) => {
    setBuying({ planId: shown.plan.id, step: { step: "check" } });
    await attempt(async () => {
      // Wallet code comes with the press, like the wallet window itself.
      const [{ buyPass }, connected] = await Promise.all([import("@/app/_web3/buy-pass"), wallet.connect()]);
      await buyPass({ wallet: connected, settings, plan: shown.plan, onStep: (step) => setBuying({ planId: shown.plan.id, step }) });
      setBought(true);
      router.refresh();
    });
    setBuying(null);
  };

  return (
    <div>
      {wallet.host}
      {/* Not for somebody who came back later: nothing is left to do. */}
      {viewer?.member && !started ? null : <JoinSteps current={member ? 4 : viewer ? 2 : signing && wallet.account ? 1 : 0} />}
      <div className="flex flex-col gap-4">
        {switched && !viewer ? <p role="status" className="rounded-card border border-warn/40 bg-warn/10 p-4 text-sm">{t("switched")}</p> : null}
        {viewer?.banned ? <ErrorState title={t("banned")} text={t("bannedText")} /> : null}
        {!viewer ? (
          <Card pad="lg" className="flex flex-col items-start gap-4">
            <h2 className="text-lg font-semibold">{t("connectTitle")}</h2>
            <p className="text-muted">{t("connectText")}</p>
            <Button variant="primary" size="lg" busy={signing} icon={<Wallet aria-hidden size={20} />} onClick={() => void signIn()} data-testid="connect-wallet">{t("connect")}</Button>
            <p className="text-sm text-muted">{settings.demoNames ? t("connectDemo") : t("connectHint")}</p>
          </Card>
        ) : null}
        {viewer && !viewer.banned ? (
          <div className="flex items-center gap-3 text-sm">
            <Avatar wallet={viewer.wallet} size={32} />
            <span>{t("signedIn", { wallet: shortAddress(viewer.wallet) })}</span>
          </div>
        ) : null}
        {member ? (
          <Card pad="lg" className="flex flex-col items-start gap-4" data-testid="join-done">
            <h2 className="flex items-center gap-3 text-lg font-semibold"><CircleCheck aria-hidden size={24} className="text-good" />{t("inTitle")}</h2>
            <p className="text-muted">{viewer?.expiry && viewer.active ? t("inUntil", { date: viewer.expiry }) : t("inText")}</p>
            <div className="flex flex-wrap gap-3">
              <LinkButton href={next === "/" ? "/rooms" : next} variant="primary">{next === "/" ? t("toRooms") : t("goOn")}</LinkButton>
              <LinkButton href="/settings">{t("toProfile")}</LinkButton>
            </div>
          </Card>
        ) : null}
        {viewer && !viewer.banned && !bought && (!viewer.member || viewer.renewable) ? (
          <section aria-labelledby="pass-title" className="flex flex-col gap-4 pt-2">
            <div className="flex flex-col gap-1">
              <h2 id="pass-title" className="text-lg font-semibold">{viewer.member ? t("renewTitle") : viewer.expired ? t("expiredTitle") : t("passTitle")}</h2>
              <p className="text-muted">{viewer.member ? t("renewText") : viewer.expired ? t("expiredText") : t("passText")}</p>
              {seatsLeft !== null ? <p className="text-sm text-muted">{seatsLeft > 0 ? t("seatsLeft", { count: seatsLeft }) : t("seatsGone")}</p> : null}
            </div>
            <PlanCards plans={plans} busyId={buying?.planId ?? null} disabled={buying !== null || (seatsLeft === 0 && !viewer.member)} renewing={viewer.member || viewer.expired} quiet={viewer.member} onBuy={(plan) => void buy(plan)} />
          </section>
        ) : null}
        {buying ? <BuyWait step={buying.step} settings={settings} /> : null}
        {fault ? <ErrorState compact title={fault.text} {...(fault.detail ? { text: fault.detail } : {})} /> : null}
        {!member ? <p className="pt-2 text-xs text-muted">{t("terms")}</p> : null}
      </div>
    </div>
  );
}

function BuyWait({ step, settings }: { step: BuyStep; settings: WalletSettings }) {
  const t = useTranslations("join.wait");
  const common = useTranslations("common");
  const link = step.step === "block" ? <TxLink href={txHref(settings, step.hash)} label={common("viewTransaction")} /> : null;
  return <WaitLine text={t(`${step.step}.text`)} hint={t(`${step.step}.hint`)} {...(link ? { action: link } : {})} />;
}
