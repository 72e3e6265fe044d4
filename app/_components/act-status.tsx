"use client";
import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ActState } from "@/app/_web3/use-chain-act";
import { Button } from "./ui/button";
import { ErrorState } from "./ui/error-state";
import { TxLink } from "./ui/tx-link";
import { WaitLine } from "./ui/wait-line";

/** What an act on the chain waits for, what came of it, or why nothing did. Needs the texts `act` and `common`. */
export function ActStatus({ state, onClose }: { state: ActState; onClose: () => void }) {
  const t = useTranslations("act");
  const common = useTranslations("common");
  if (state.state === "idle") return null;
  const link = state.tx ? <TxLink href={state.tx} label={common("viewTransaction")} /> : null;
  if (state.state === "running") return <WaitLine text={t(`step.${state.step}`)} hint={t(`hint.${state.step}`)} action={link} />;
  const close = <Button size="sm" onClick={onClose}>{common("close")}</Button>;
  if (state.state === "failed") {
    return <ErrorState compact title={state.text} {...(state.detail ? { text: state.detail } : {})} action={<div className="flex flex-wrap items-center gap-4">{close}{link}</div>} />;
  }
  return (
    <div role="status" className="flex items-start gap-3 rounded-card border border-good/40 bg-good/10 p-4 text-sm" data-testid="act-done">
      <CircleCheck aria-hidden size={20} className="shrink-0 text-good" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-48 flex-1 font-medium">{state.text}</p>
        {link}
        {close}
      </div>
    </div>
  );
}
