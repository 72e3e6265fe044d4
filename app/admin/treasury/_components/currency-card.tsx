"use client";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Stat } from "@/app/_components/ui/stat";
import { amountText } from "@/lib/membership/pass-rules";
import type { CurrencyView } from "@/lib/membership/read-money";
import type { PanelAct } from "../../_components/use-panel-act";

/** One currency: what could be withdrawn, what members may still take back, what came by mistake. */
export function CurrencyCard({ currency, isOwner, panel }: { currency: CurrencyView; isOwner: boolean; panel: PanelAct }) {
  const t = useTranslations("admin.treasury");
  const format = useFormatter();
  const { address, token, withdrawable, escrow, ledger, stray } = currency;
  const written = (amount: bigint | string) => `${format.number(Number(amountText({ amount: BigInt(amount), decimals: token.decimals })), { maximumFractionDigits: 6 })} ${token.symbol}`;
  // What was paid out is read from the transaction: more may have come in since the page was drawn.
  const move = async (kind: "withdraw" | "rescue") => {
    const [{ clubMembershipAbi }, { eventOf }] = await Promise.all([import("@/lib/generated/contracts"), import("@/app/_web3/event-of")]);
    const name = `money:${kind}:${address}`;
    void panel.send(name, { contract: "membership", functionName: kind, args: [address] }, (receipt) => t("paid", { amount: written(eventOf({ abi: clubMembershipAbi, receipt, names: ["Withdrawn", "Rescued"] }).args.amount) }));
  };
  const button = (kind: "withdraw" | "rescue", amount: string) => (
    <Button size="sm" variant={kind === "withdraw" ? "primary" : "secondary"} {...panel.press(`money:${kind}:${address}`)} onClick={() => void move(kind)} data-testid={`${kind}-${token.symbol}`}>
      {t(kind, { amount: written(amount) })}
    </Button>
  );
  return (
    <Card className="flex flex-col gap-6" data-testid={`money-${token.symbol}`}>
      <dl className="grid grid-cols-2 gap-6 sm:grid-cols-3">
        <Stat label={t("withdrawable")} value={written(withdrawable)} />
        <Stat label={t("escrow")} value={written(escrow)} hint={t("escrowHint")} />
        <Stat label={t("ledger")} value={written(ledger)} />
      </dl>
      {BigInt(stray) > 0n ? <p className="text-sm text-muted">{t("stray", { amount: written(stray) })}</p> : null}
      {isOwner && (BigInt(withdrawable) > 0n || BigInt(stray) > 0n) ? (
        <div className="flex flex-wrap gap-3">
          {BigInt(withdrawable) > 0n ? button("withdraw", withdrawable) : null}
          {BigInt(stray) > 0n ? button("rescue", stray) : null}
        </div>
      ) : null}
    </Card>
  );
}
