"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_components/ui/button";
import { ErrorState } from "@/app/_components/ui/error-state";
import { TxLink } from "@/app/_components/ui/tx-link";
import { WaitLine } from "@/app/_components/ui/wait-line";
import type { ChangeState } from "./use-admin-change";

/** What the change waits for, or why it did not happen. */
export function ChangeStatus({ state, onClose }: { state: ChangeState; onClose: () => void }) {
  const t = useTranslations("admin.admins");
  const common = useTranslations("common");
  if (state.state === "idle") return null;
  const link = state.tx ? <TxLink href={state.tx} label={common("viewTransaction")} /> : null;
  if (state.state === "running") return <WaitLine text={t(`step.${state.step}`)} hint={t(`hint.${state.step}`)} action={link} />;
  return <ErrorState compact title={state.text} action={<div className="flex flex-wrap items-center gap-4"><Button size="sm" onClick={onClose}>{common("close")}</Button>{link}</div>} />;
}
