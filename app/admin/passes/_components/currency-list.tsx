"use client";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { zeroAddress } from "viem";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Field } from "@/app/_components/ui/field";
import { shortAddress } from "@/app/_components/ui/short-address";
import { Tag } from "@/app/_components/ui/tag";
import { WalletInput } from "@/app/_components/ui/wallet-input";
import type { CurrencyView } from "@/lib/membership/read-money";
import { walletFault, walletOf } from "@/lib/membership/wallet-rules";
import { OwnerNote } from "../../_components/owner-note";
import type { PanelAct } from "../../_components/use-panel-act";

/** Which currencies a plan may be sold in. ETH always; a token when the owner allows it. */
export function CurrencyList({ currencies, isOwner, panel }: { currencies: CurrencyView[]; isOwner: boolean; panel: PanelAct }) {
  const t = useTranslations("admin.passes");
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const fault = walletFault(typed);
  const set = (address: `0x${string}`, allowed: boolean, name: string) =>
    panel.send(`currency:${address}`, { contract: "membership", functionName: "setCurrency", args: [address, allowed] }, () => t(allowed ? "allowedNow" : "refusedNow", { name }));

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (fault || panel.busy || !(await set(walletOf(typed), true, shortAddress(walletOf(typed))))) return;
    setTyped("");
    setTried(false);
  }
  return (
    <Card className="flex flex-col gap-6">
      <ul className="flex flex-col gap-3">
        {currencies.map(({ address, token, allowed }) => (
          <li key={address} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-2" data-testid={`currency-${token.symbol}`}>
            <span className="flex min-w-40 flex-1 flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
              {token.symbol}
              {address === zeroAddress ? <Tag>{t("always")}</Tag> : allowed ? <Tag tone="good">{t("allowed")}</Tag> : <Tag>{t("refused")}</Tag>}
              {address === zeroAddress ? null : <span className="font-mono text-xs font-normal text-muted" title={address}>{shortAddress(address)}</span>}
            </span>
            {isOwner && address !== zeroAddress ? <Button size="sm" disabled={panel.busy} onClick={() => void set(address, !allowed, token.symbol)}>{allowed ? t("refuse") : t("allow")}</Button> : null}
          </li>
        ))}
      </ul>
      {isOwner ? (
        <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col items-start gap-3">
          <Field className="w-full" label={t("token")} hint={t("tokenHint")} {...(tried && fault ? { error: t("tokenWrong") } : {})}>
            {(control) => <WalletInput {...control} value={typed} onType={setTyped} data-testid="currency-input" />}
          </Field>
          <Button type="submit" size="sm" icon={<Plus aria-hidden size={16} />} disabled={panel.busy} data-testid="currency-allow">{t("allow")}</Button>
        </form>
      ) : <OwnerNote />}
      <ActStatus state={panel.stateOf("currency:")} onClose={panel.forget} />
    </Card>
  );
}
