"use client";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { GrantFault } from "@/lib/membership/grant-rules";

const SHOWN = 100;

/** Every line that cannot be granted, with its number as the editor shows it. */
export function GrantFaults({ faults, good }: { faults: readonly GrantFault[]; good: number }) {
  const t = useTranslations("admin.grants");
  return (
    <div role="alert" className="flex flex-col gap-3 rounded-card border border-bad/40 bg-bad/10 p-4 text-sm" data-testid="grant-faults">
      <p className="flex items-start gap-3 font-medium"><CircleAlert aria-hidden size={20} className="shrink-0 text-bad" />{t("faults", { count: faults.length, good })}</p>
      <ul className="flex max-h-80 flex-col gap-2 overflow-y-auto">
        {faults.slice(0, SHOWN).map((fault) => (
          <li key={fault.line} className="flex flex-col gap-0.5 sm:flex-row sm:gap-3">
            <span className="shrink-0 font-medium tabular-nums sm:w-20">{t("line", { line: fault.line })}</span>
            <span className="min-w-0"><span>{t(`fault.${fault.reason}`, { first: fault.first ?? 0 })}</span> <span className="font-mono break-all text-muted">{fault.text}</span></span>
          </li>
        ))}
      </ul>
      {faults.length > SHOWN ? <p className="text-muted">{t("moreFaults", { count: faults.length - SHOWN })}</p> : null}
    </div>
  );
}
