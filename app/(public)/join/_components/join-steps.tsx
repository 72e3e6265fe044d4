"use client";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { cx } from "@/app/_components/ui/cx";

const STEPS = ["wallet", "sign", "pass", "in"] as const;

/** The four steps, always in sight; `current` counts from 0, 4 is all done. */
export function JoinSteps({ current }: { current: number }) {
  const t = useTranslations("join.steps");
  return (
    <ol aria-label={t("label")} className="grid grid-cols-4 gap-2 pb-8 sm:gap-4">
      {STEPS.map((step, index) => {
        const done = index < current;
        const now = index === current;
        return (
          <li key={step} aria-current={now ? "step" : undefined} className="flex flex-col gap-2">
            <span aria-hidden className={cx("h-1 rounded-full transition-colors duration-200", done ? "bg-good" : now ? "bg-accent" : "bg-raised")} />
            <span className={cx("flex items-center gap-1.5 text-xs sm:text-sm", now ? "font-medium text-text" : "text-muted")}>
              {done ? <Check aria-hidden size={14} className="shrink-0 text-good" /> : <span className="tabular-nums">{index + 1}</span>}
              <span className="truncate">{t(step)}</span>
              {done ? <span className="sr-only">{t("done")}</span> : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
