import { cx } from "./cx";

export type ProgressProps = {
  label: string;
  value: number;
  max: number;
  /** How the value is said, such as "120 of 500 XP". */
  valueText: string;
  /** Shows label and valueText above the bar; otherwise both are for screen readers only. */
  showText?: boolean;
  tone?: "accent" | "good" | "muted";
};

const FILL = { accent: "bg-accent", good: "bg-good", muted: "bg-muted" } as const;

/** How far something has come. */
export function Progress({ label, value, max, valueText, showText = false, tone = "accent" }: ProgressProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div className="flex flex-col gap-2">
      {showText ? (
        <div className="flex items-baseline justify-between gap-3 text-sm">
          <span className="font-medium">{label}</span>
          <span className="text-muted tabular-nums">{valueText}</span>
        </div>
      ) : null}
      <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={max} aria-valuenow={Math.min(value, max)} aria-valuetext={valueText} className="h-2 overflow-hidden rounded-full bg-raised">
        <div className={cx("h-full rounded-full transition-[width] duration-200 ease-out", FILL[tone])} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
