import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { PageHeader } from "@/app/_components/ui/page-header";
import { requireAdminPage } from "@/app/_server/gate-page";
import { orAway } from "@/app/_server/or-away";
import { readWalletSettings } from "@/app/_server/wallet-settings";
import { readClub } from "@/lib/membership/read-club";
import { readTiers } from "@/lib/membership/read-tiers";
import { walletFault, walletOf } from "@/lib/membership/wallet-rules";
import { ChainAway } from "../_components/chain-away";
import { GrantsScreen } from "./_components/grants-screen";

type Props = { searchParams: Promise<{ wallet?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.grants");
  return { title: t("title") };
}

/** Passes given, taken back, and issued again by hand. `?wallet=` fills in whose pass is meant. */
export default async function GrantsPage({ searchParams }: Props) {
  const viewer = await requireAdminPage();
  const [{ wallet: asked }, t, wallet, chain] = await Promise.all([searchParams, getTranslations("admin.grants"), readWalletSettings(), orAway(Promise.all([readTiers(), readClub({ maxAgeMs: 0 })]))]);
  const about = typeof asked === "string" && walletFault(asked) === null ? walletOf(asked) : "";
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      {chain ? <ClientTexts namespaces={["admin", "act", "common"]}><GrantsScreen wallet={wallet} isOwner={viewer.roles.owner} tiers={chain[0]} paused={chain[1].paused} about={about} /></ClientTexts> : <ChainAway />}
    </>
  );
}
