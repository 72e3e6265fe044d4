import { getLocale, getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/(club)/_components/local-time";
import { Card } from "@/app/_components/ui/card";
import { Section } from "@/app/_components/ui/section";
import { TxLink } from "@/app/_components/ui/tx-link";
import type { MintPipelineView } from "@/lib/minting/schema";
import { explorerTxUrl } from "@/lib/platform/chain";

/** Transactions that are sent and not yet in a block, with every form they were sent in. */
export async function InFlight({ txs }: { txs: MintPipelineView["inFlight"] }) {
  const [t, common, locale] = await Promise.all([getTranslations("admin.minting"), getTranslations("common"), getLocale()]);
  return (
    <Section title={t("sent")}>
      <Card pad="none">
        <ul className="divide-y divide-line">
          {txs.map((tx) => (
            <li key={tx.nonce} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-sm">
              <span className="font-medium tabular-nums">{t("nonceOf", { nonce: tx.nonce })}</span>
              <span className="text-muted">{t("itemsOf", { count: tx.items })}</span>
              <span className="text-muted"><LocalTime iso={tx.since} locale={locale} /></span>
              {tx.hashes.map((hash) => <TxLink key={hash} href={explorerTxUrl(hash as `0x${string}`)} label={common("viewTransaction")} />)}
              {tx.lastError ? <span className="w-full break-words text-muted">{tx.lastError}</span> : null}
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
