import { CircleAlert, CircleCheck, Clock } from "lucide-react";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { formatEther } from "viem";
import { LocalTime } from "@/app/(club)/_components/local-time";
import { Card } from "@/app/_components/ui/card";
import { Tag, type Tone } from "@/app/_components/ui/tag";
import type { TransactionView } from "@/lib/platform/read-transaction";
import { AddressText } from "./address-text";
import { ValueList } from "./value-list";

const LOOK = { success: ["good", CircleCheck], failed: ["bad", CircleAlert], pending: ["accent", Clock] } as const satisfies Record<TransactionView["status"], [Tone, unknown]>;

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex flex-col gap-1 px-4 py-3 sm:flex-row sm:gap-4">
    <dt className="text-sm text-muted sm:w-40 sm:shrink-0">{label}</dt>
    <dd className="min-w-0 flex-1 text-sm">{children}</dd>
  </div>
);

/** What the transaction was and what became of it. */
export async function TransactionFacts({ tx }: { tx: TransactionView }) {
  const [t, format, locale] = await Promise.all([getTranslations("chainTx"), getFormatter(), getLocale()]);
  const [tone, Icon] = LOOK[tx.status];
  return (
    <Card pad="none">
      <dl className="divide-y divide-line" data-testid="tx-facts" data-status={tx.status}>
        <Fact label={t("hash")}><AddressText value={tx.hash} what={t("hash")} whole /></Fact>
        <Fact label={t("block")}>
          <span className="flex flex-wrap items-center gap-3">
            <Tag tone={tone} icon={<Icon aria-hidden size={12} />}>{t(`status.${tx.status}`)}</Tag>
            {tx.block === null ? null : <span className="tabular-nums">{format.number(tx.block)}</span>}
            {tx.block === null ? null : <span className="text-muted">{t("confirmations", { count: tx.confirmations })}</span>}
          </span>
        </Fact>
        {tx.time ? <Fact label={t("time")}><LocalTime iso={tx.time.toISOString()} locale={locale} /></Fact> : null}
        <Fact label={t("from")}><AddressText value={tx.from} what={t("from")} /></Fact>
        <Fact label={tx.created ? t("created") : t("to")}><AddressText value={tx.created ?? tx.to ?? ""} what={t("to")} /></Fact>
        {tx.call ? <Fact label={t("call")}><ValueList name={tx.call.name} values={tx.call.args} /></Fact> : null}
        {tx.value > 0n ? <Fact label={t("value")}>{t("ether", { amount: formatEther(tx.value) })}</Fact> : null}
        {tx.fee === null ? null : <Fact label={t("fee")}>{t("ether", { amount: formatEther(tx.fee) })}</Fact>}
        <Fact label={t("nonce")}>{format.number(tx.nonce)}</Fact>
      </dl>
    </Card>
  );
}
