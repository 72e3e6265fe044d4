import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound, redirect } from "next/navigation";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { ErrorState } from "@/app/_components/ui/error-state";
import { LinkButton } from "@/app/_components/ui/link-button";
import { PageHeader } from "@/app/_components/ui/page-header";
import { explorerTxUrl } from "@/lib/platform/chain";
import { env, isLocalChain } from "@/lib/platform/env";
import { ClubError } from "@/lib/platform/errors";
import { readTransaction } from "@/lib/platform/read-transaction";
import { EventList } from "./_components/event-list";
import { RefreshUntilMined } from "./_components/refresh-until-mined";
import { TransactionFacts } from "./_components/transaction-facts";

type Props = { params: Promise<{ hash: string }> };

const isHash = (value: string): value is `0x${string}` => /^0x[0-9a-f]{64}$/i.test(value);

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("chainTx");
  return { title: t("title"), robots: { index: false } };
}

async function read(hash: string) {
  if (!isHash(hash)) return null;
  try {
    return await readTransaction({ hash });
  } catch (error) {
    if (error instanceof ClubError && error.code === "unavailable") return "away" as const;
    throw error;
  }
}

/** A transaction of the local chain, for everybody. On other chains their explorer shows it. */
export default async function TransactionPage({ params }: Props) {
  const { hash } = await params;
  if (!isLocalChain()) {
    if (!env().EXPLORER_URL || !isHash(hash)) notFound();
    redirect(explorerTxUrl(hash));
  }
  const [t, tx] = await Promise.all([getTranslations("chainTx"), read(hash)]);
  const home = <LinkButton href="/">{t("back")}</LinkButton>;
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      {tx === "away" ? (
        <ErrorState title={t("away")} text={t("awayText")} />
      ) : tx === null ? (
        <EmptyState icon={<SearchX aria-hidden size={20} />} title={t("missingTitle")} text={t("missingText")} action={home} />
      ) : (
        <div className="flex flex-col gap-10">
          {tx.status === "pending" ? <RefreshUntilMined /> : null}
          <TransactionFacts tx={tx} />
          <EventList tx={tx} />
          <div>{home}</div>
        </div>
      )}
    </>
  );
}
