"use client";
import { useTranslations } from "next-intl";
import { ActStatus } from "@/app/_components/act-status";
import { Section } from "@/app/_components/ui/section";
import type { WalletSettings } from "@/app/_web3/wallet-settings";
import type { MoneyView } from "@/lib/membership/read-money";
import { OwnerNote } from "../../_components/owner-note";
import { usePanelAct } from "../../_components/use-panel-act";
import { CurrencyCard } from "./currency-card";
import { TreasuryAddress } from "./treasury-address";

/** The money by currency, and the one wallet it can be paid to. */
export function TreasuryScreen({ wallet, isOwner, money }: { wallet: WalletSettings; isOwner: boolean; money: MoneyView }) {
  const t = useTranslations("admin.treasury");
  const panel = usePanelAct(wallet);
  return (
    <div className="flex max-w-180 flex-col gap-10">
      {panel.host}
      <Section title={t("money")}>
        {money.currencies.map((currency) => <CurrencyCard key={currency.address} currency={currency} isOwner={isOwner} panel={panel} />)}
        <ActStatus state={panel.stateOf("money:")} onClose={panel.forget} />
        {isOwner ? null : <OwnerNote />}
      </Section>
      <Section title={t("treasury")} text={t("treasuryText")}>
        <TreasuryAddress treasury={money.treasury} isOwner={isOwner} panel={panel} />
      </Section>
    </div>
  );
}
