import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { PageHeader } from "@/app/_components/ui/page-header";
import { TxLink } from "@/app/_components/ui/tx-link";
import { requireAdminPage } from "@/app/_server/gate-page";
import { orAway } from "@/app/_server/or-away";
import { readWalletSettings } from "@/app/_server/wallet-settings";
import { listBadgeDesk } from "@/lib/badges/list-badge-desk";
import { deployment, explorerAddressUrl } from "@/lib/platform/chain";
import { ChainAway } from "../_components/chain-away";
import { BadgesScreen } from "./_components/badges-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.badges");
  return { title: t("title") };
}

/** Every badge as the contract defines it beside what this site serves; the owner defines, moves and freezes them. */
export default async function AdminBadgesPage() {
  const viewer = await requireAdminPage();
  const [t, wallet, desk] = await Promise.all([getTranslations("admin.badges"), readWalletSettings(), orAway(listBadgeDesk())]);
  const explorer = explorerAddressUrl(deployment().badges.address);
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} {...(explorer ? { actions: <TxLink href={explorer} label={t("contract")} /> } : {})} />
      {desk ? <ClientTexts namespaces={["admin", "badges", "act", "common"]}><BadgesScreen wallet={wallet} isOwner={viewer.roles.owner} desk={desk} /></ClientTexts> : <ChainAway />}
    </>
  );
}
