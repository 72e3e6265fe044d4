"use client";
import { useTranslations } from "next-intl";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import type { PanelAct } from "../../_components/use-panel-act";

/** Passes that ended long ago and still take a seat, cleared away in one transaction. */
export function EndedPasses({ wallets, panel }: { wallets: `0x${string}`[]; panel: PanelAct }) {
  const t = useTranslations("admin.passes");
  const clear = async () => {
    const [{ clubMembershipAbi }, { parseEventLogs }] = await Promise.all([import("@/lib/generated/contracts"), import("viem")]);
    // The contract leaves alone what was renewed meanwhile: its events say what was really cleared away.
    await panel.send("expire", { contract: "membership", functionName: "expire", args: [wallets] }, ({ logs }) => t("endedDone", { count: parseEventLogs({ abi: clubMembershipAbi, eventName: "Expired", logs }).length }));
  };
  return (
    <Card className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="flex min-w-48 flex-1 flex-col gap-1">
          <p className="text-sm font-medium">{t("ended", { count: wallets.length })}</p>
          <p className="text-sm text-muted">{t("endedText")}</p>
        </div>
        {wallets.length > 0 ? <Button size="sm" {...panel.press("expire")} onClick={() => void clear()} data-testid="ended-clear">{t("endedClear")}</Button> : null}
      </div>
      <ActStatus state={panel.stateOf("expire")} onClose={panel.forget} />
    </Card>
  );
}
