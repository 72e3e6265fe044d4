"use client";
import { useTranslations } from "next-intl";
import type { ShownPlan } from "@/app/(public)/_components/show-plans";
import { ActStatus } from "@/app/_components/act-status";
import { Section } from "@/app/_components/ui/section";
import type { WalletSettings } from "@/app/_web3/wallet-settings";
import type { MoneyView } from "@/lib/membership/read-money";
import type { ClubView } from "@/lib/membership/schema";
import { OwnerNote } from "../../_components/owner-note";
import { PauseCard } from "../../_components/pause-card";
import { usePanelAct } from "../../_components/use-panel-act";
import { CurrencyList } from "./currency-list";
import { EndedPasses } from "./ended-passes";
import { LimitsForm } from "./limits-form";
import { NewPlan } from "./new-plan";
import { PlanList } from "./plan-list";
import { SuccessorForm } from "./successor-form";

type PassesScreenProps = { wallet: WalletSettings; isOwner: boolean; club: Pick<ClubView, "paused" | "members" | "maxMembers">; money: MoneyView; tiers: number[]; plans: ShownPlan[]; ended: `0x${string}`[]; successor: string | null };

/** The shop of the club: admins pause it, the owner says what is sold. */
export function PassesScreen({ wallet, isOwner, club, money, tiers, plans, ended, successor }: PassesScreenProps) {
  const t = useTranslations("admin.passes");
  const panel = usePanelAct(wallet);
  const pause = { on: t("on"), onText: t("onText"), off: t("off"), offText: t("offText"), pause: t("pause"), resume: t("resume"), paused: t("pausedNow"), resumed: t("resumedNow") };
  return (
    <div className="flex max-w-180 flex-col gap-10">
      {panel.host}
      <PauseCard contract="membership" paused={club.paused} panel={panel} texts={pause} />
      <Section title={t("plans")} text={t("plansText")}>
        <PlanList plans={plans} isOwner={isOwner} panel={panel} />
        <ActStatus state={panel.stateOf("plan:")} onClose={panel.forget} />
        {isOwner ? <NewPlan tiers={tiers} currencies={money.currencies.filter((currency) => currency.allowed)} panel={panel} /> : <OwnerNote />}
      </Section>
      <Section title={t("limits")}>
        <LimitsForm key={`${club.maxMembers}:${money.refundWindow}`} members={club.members} maxMembers={club.maxMembers} refundWindow={money.refundWindow} isOwner={isOwner} panel={panel} />
        <EndedPasses wallets={ended} panel={panel} />
      </Section>
      <Section title={t("currencies")} text={t("currenciesText")}>
        <CurrencyList currencies={money.currencies} isOwner={isOwner} panel={panel} />
      </Section>
      <Section title={t("successor")} text={t("successorText")}>
        <SuccessorForm successor={successor} own={wallet.membership} isOwner={isOwner} panel={panel} />
      </Section>
    </div>
  );
}
