import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { Spinner } from "./spinner";

const TONE = {
  plain: "text-muted hover:bg-raised hover:text-text",
  raised: "border border-line bg-raised text-text hover:border-line-strong",
  accent: "bg-accent text-on-accent hover:bg-accent-strong",
  live: "bg-live text-background hover:bg-live/90",
  good: "border border-good/40 bg-good/15 text-good hover:bg-good/25",
  danger: "border border-bad/40 bg-bad/10 text-bad hover:bg-bad/20",
} as const;

export type IconButtonProps = Omit<ComponentProps<"button">, "children"> & {
  /** Read aloud and shown as the native hint: a verb. */
  label: string;
  icon: ReactNode;
  tone?: keyof typeof TONE;
  busy?: boolean;
};

/** A 44-px square button with an icon only. */
export function IconButton({ label, icon, tone = "plain", busy = false, className, type = "button", onClick, ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={cx("inline-flex size-11 shrink-0 items-center justify-center rounded-card transition-colors duration-150 disabled:opacity-50", TONE[tone], className)}
      {...rest}
    >
      {busy ? <Spinner size={20} /> : icon}
    </button>
  );
}
