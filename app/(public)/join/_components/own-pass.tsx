"use client";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Stat } from "@/app/_components/ui/stat";
import { amountText, daysLeft, refundLeft } from "@/lib/membership/pass-rules";
import type { OwnPassView } from "@/lib/membership/read-own-pass";
import type { Token } from "@/lib/membership/read-token";
import type { ShownPlan } from "../../_components/show-plans";
import { AutoRenewRow } from "./auto-renew-row";
import { RefundDialog } from "./refund-dialog";
import type { Renewal } from "./use-pass-acts";

type OwnPassProps = { pass: OwnPassView; plans: ShownPlan[]; busy: boolean; status: ReactNode; onRefund: (token: Token) => void; onAutoRenew: (renewal: Renewal | null) => void };

/** The pass somebody holds: how long, what can be taken back, whether it renews by itself. */
export function OwnPass({ pass, plans, busy, status, onRefund, onAutoRenew }: OwnPassProps) {
  const t = useTranslations("join");
  const format = useFormatter();
  const [asking, setAsking] = useState(false);
  const at = new Date(pass.at);
  const end = pass.expiresAt ? new Date(pass.expiresAt) : null;
  const refund = pass.refund;
  const left = refund ? refundLeft({ until: new Date(refund.until), at }) : null;
  const amount = refund ? `${format.number(Number(amountText({ amount: BigInt(refund.amount), decimals: refund.token.decimals })), { maximumFractionDigits: 6 })} ${refund.token.symbol}` : "";
  const until = refund ? format.dateTime(new Date(refund.until), { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" }) : "";
  return (
    <Card pad="none" className="divide-y divide-line" data-testid="own-pass">
      <dl className="grid grid-cols-2 gap-6 p-4 sm:p-6">
        <Stat label={t("own.until")} value={end ? format.dateTime(end, { dateStyle: "medium" }) : t("forGood")} />
        {end ? <Stat label={t("own.left")} value={t("own.days", { count: daysLeft({ expiresAt: end, at }) })} /> : null}
      </dl>
      {refund && left ? (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3 p-4 sm:px-6">
          <div className="flex min-w-48 flex-1 flex-col gap-1">
            <p className="text-sm font-medium">{t("refund.title", { amount })}</p>
            <p className="text-sm text-muted">{t(`refund.left_${left.unit}`, { count: left.count })} {t("refund.until", { until })}</p>
          </div>
          <Button size="sm" disabled={busy} onClick={() => setAsking(true)} data-testid="refund-ask">{t("refund.take")}</Button>
        </div>
      ) : null}
      {end ? <AutoRenewRow pass={pass} plans={plans} busy={busy} onSwitch={onAutoRenew} /> : null}
      {status ? <div className="p-4 sm:px-6">{status}</div> : null}
      {refund ? (
        <RefundDialog
          open={asking}
          amount={amount}
          onClose={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            onRefund(refund.token);
          }}
        />
      ) : null}
    </Card>
  );
}
