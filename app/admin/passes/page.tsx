import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { showPlans } from "@/app/(public)/_components/show-plans";
import { ClientTexts } from "@/app/_components/client-texts";
import { PageHeader } from "@/app/_components/ui/page-header";
import { requireAdminPage } from "@/app/_server/gate-page";
import { readWalletSettings } from "@/app/_server/wallet-settings";
import { findEndedPasses } from "@/lib/membership/find-ended-passes";
import { readClub } from "@/lib/membership/read-club";
import { readMoney } from "@/lib/membership/read-money";
import { readSuccessor } from "@/lib/membership/read-successor";
import { readTiers } from "@/lib/membership/read-tiers";
import { ChainAway } from "../_components/chain-away";
import { orAway } from "@/app/_server/or-away";
import { PassesScreen } from "./_components/passes-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.passes");
  return { title: t("title") };
}

/** What passes cost, how many there may be, in which currencies, and whether they are sold: as the contract says now. */
export default async function PassesPage() {
  const viewer = await requireAdminPage();
  const [t, wallet, chain] = await Promise.all([getTranslations("admin.passes"), readWalletSettings(), orAway(Promise.all([readClub({ maxAgeMs: 0 }), readMoney(), readTiers(), findEndedPasses(), readSuccessor()]))]);
  const header = <PageHeader title={t("title")} text={t("text")} />;
  if (!chain) return <>{header}<ChainAway /></>;
  const [club, money, tiers, ended, successor] = chain;
  return (
    <>
      {header}
      <ClientTexts namespaces={["admin", "act", "common"]}>
        <PassesScreen wallet={wallet} isOwner={viewer.roles.owner} club={club} money={money} tiers={tiers} plans={await showPlans(club.plans, { all: true })} ended={ended} successor={successor} />
      </ClientTexts>
    </>
  );
}
