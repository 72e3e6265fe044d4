"use client";
import { useTranslations } from "next-intl";
import { Section } from "@/app/_components/ui/section";
import type { WalletSettings } from "@/app/_web3/wallet-settings";
import { OwnerNote } from "../../_components/owner-note";
import { usePanelAct } from "../../_components/use-panel-act";
import { ExtendForm } from "./extend-form";
import { GrantList } from "./grant-list";
import { ReissueForm } from "./reissue-form";
import { RevokeForm } from "./revoke-form";

type GrantsScreenProps = { wallet: WalletSettings; isOwner: boolean; tiers: number[]; paused: boolean; about: string };

/** A list of passes to give, one pass to prolong or to take back, a lost wallet to make good. */
export function GrantsScreen({ wallet, isOwner, tiers, paused, about }: GrantsScreenProps) {
  const t = useTranslations("admin.grants");
  const panel = usePanelAct(wallet);
  return (
    <div className="flex max-w-180 flex-col gap-10">
      {panel.host}
      <Section title={t("give")} text={t("giveText")}>
        {tiers.length > 0 ? <GrantList tiers={tiers} paused={paused} panel={panel} /> : <p className="text-sm text-muted">{t("noTier")}</p>}
      </Section>
      <Section title={t("extend")} text={t("extendText")}>
        <ExtendForm about={about} paused={paused} panel={panel} />
      </Section>
      <Section title={t("revoke")} text={t("revokeText")}>
        <RevokeForm about={about} panel={panel} />
      </Section>
      <Section title={t("reissue")} text={t("reissueText")}>
        {isOwner ? <ReissueForm about={about} panel={panel} /> : <OwnerNote />}
      </Section>
    </div>
  );
}
