import type { ReactNode } from "react";
import { cx } from "../ui/cx";

/** A row of buttons of which one is on. Small enough for the frame of every page. */
export const Choice = <V extends string>({ label, value, options, onChoose }: { label: string; value: V; options: readonly { value: V; label: string; icon?: ReactNode }[]; onChoose: (value: V) => void }) => (
  <div role="group" aria-label={label} className="flex rounded-inner border border-line bg-background p-0.5">
    {options.map((option) => (
      <button
        key={option.value}
        type="button"
        aria-pressed={option.value === value}
        {...(option.icon ? { "aria-label": option.label, title: option.label } : {})}
        onClick={() => onChoose(option.value)}
        className={cx("inline-flex h-8 min-w-9 flex-1 items-center justify-center rounded-[6px] px-2 text-xs font-medium transition-colors duration-150 pointer-coarse:h-11 pointer-coarse:min-w-11", option.value === value ? "bg-raised text-text" : "text-muted hover:text-text")}
      >
        {option.icon ?? option.label}
      </button>
    ))}
  </div>
);
