import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { PageHeader } from "@/app/_components/ui/page-header";
import { TxLink } from "@/app/_components/ui/tx-link";
import { requireAdminPage } from "@/app/_server/gate-page";
import { orAway } from "@/app/_server/or-away";
import { readWalletSettings } from "@/app/_server/wallet-settings";
import { readMoney } from "@/lib/membership/read-money";
import { deployment, explorerAddressUrl } from "@/lib/platform/chain";
import { ChainAway } from "../_components/chain-away";
import { TreasuryScreen } from "./_components/treasury-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.treasury");
  return { title: t("title") };
}

/** Where the club's money is: for everybody of the panel to see, for the owner to withdraw. */
export default async function TreasuryPage() {
  const viewer = await requireAdminPage();
  const [t, wallet, money] = await Promise.all([getTranslations("admin.treasury"), readWalletSettings(), orAway(readMoney())]);
  const explorer = explorerAddressUrl(deployment().membership.address);
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} {...(explorer ? { actions: <TxLink href={explorer} label={t("contract")} /> } : {})} />
      {money ? <ClientTexts namespaces={["admin", "act", "common"]}><TreasuryScreen wallet={wallet} isOwner={viewer.roles.owner} money={money} /></ClientTexts> : <ChainAway />}
    </>
  );
}
