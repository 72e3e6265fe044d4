import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { PageHeader } from "@/app/_components/ui/page-header";
import { TxLink } from "@/app/_components/ui/tx-link";
import { requireAdminPage } from "@/app/_server/gate-page";
import { readWalletSettings } from "@/app/_server/wallet-settings";
import { listAdmins } from "@/lib/membership/list-admins";
import { deployment, explorerAddressUrl } from "@/lib/platform/chain";
import { AdminsScreen } from "./_components/admins-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.admins");
  return { title: t("title") };
}

/** Who may run the club, as the contract says; the owner adds and removes them by their own transactions. */
export default async function AdminsPage() {
  const viewer = await requireAdminPage();
  const [t, admins, wallet] = await Promise.all([getTranslations("admin.admins"), listAdmins(), readWalletSettings()]);
  const explorer = explorerAddressUrl(deployment().membership.address);
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} {...(explorer ? { actions: <TxLink href={explorer} label={t("contract")} /> } : {})} />
      <ClientTexts namespaces={["admin", "act", "reasons", "common"]}><AdminsScreen admins={admins} own={viewer.wallet} isOwner={viewer.roles.owner} wallet={wallet} /></ClientTexts>
    </>
  );
}
