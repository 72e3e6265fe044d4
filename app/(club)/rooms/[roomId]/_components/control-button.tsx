"use client";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "../../../../_components/ui/cx";
import { Spinner } from "../../../../_components/ui/spinner";

const TONE = {
  plain: "border-line bg-raised text-text hover:border-line-strong",
  live: "border-live bg-live text-background hover:bg-live/90",
  accent: "border-accent bg-accent/5 text-accent hover:bg-accent/10",
  quiet: "border-transparent text-muted disabled:opacity-100",
} as const;

export type ControlButtonProps = Omit<ComponentProps<"button">, "children"> & {
  icon: ReactNode;
  /** The state or the verb, always in words below or beside the icon. */
  word: string;
  /** What a phone shows instead where the word is long. */
  short?: string;
  tone?: keyof typeof TONE;
  busy?: boolean;
  /** A small number on the corner. */
  count?: number;
  wide?: boolean;
};

/** One of the room's controls: icon and word, wide enough for a thumb. */
export const ControlButton = ({ icon, word, short, tone = "plain", busy = false, count, wide = false, className, onClick, ...rest }: ControlButtonProps) => (
  <button
    type="button"
    aria-busy={busy || undefined}
    onClick={busy ? (event) => event.preventDefault() : onClick}
    className={cx(
      "relative inline-flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 rounded-card border px-0.5 text-xs font-medium transition-colors duration-150 select-none disabled:cursor-default disabled:opacity-60 lg:h-12 lg:min-h-12 lg:flex-none lg:flex-row lg:gap-2 lg:px-4 lg:text-sm",
      wide && "max-lg:flex-[1.5] lg:min-w-40",
      TONE[tone],
      className,
    )}
    {...rest}
  >
    {busy ? <Spinner size={20} /> : icon}
    <span className={short ? "max-w-full truncate max-lg:hidden" : "max-w-full truncate"}>{word}</span>
    {short ? <span className="max-w-full truncate lg:hidden">{short}</span> : null}
    {count ? <span className="absolute -top-1 -right-1 min-w-5 rounded-full bg-accent px-1 text-center text-xs leading-5 text-on-accent tabular-nums">{count}</span> : null}
  </button>
);
