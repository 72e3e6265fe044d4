import type { ReactNode } from "react";
import { cx } from "./cx";

const TONE = {
  plain: "border-line bg-raised text-muted",
  accent: "border-accent/30 bg-accent/5 text-accent",
  live: "border-live/40 bg-live/10 text-live",
  good: "border-good/30 bg-good/10 text-good",
  warn: "border-warn/30 bg-warn/10 text-warn",
  bad: "border-bad/30 bg-bad/10 text-bad",
} as const;
export type Tone = keyof typeof TONE;

/** A short word about the state or role of a thing. Never colour alone: the word says it. */
export const Tag = ({ tone = "plain", icon, children, className }: { tone?: Tone; icon?: ReactNode; children: ReactNode; className?: string }) => (
  <span className={cx("inline-flex h-6 shrink-0 items-center gap-1 rounded-full border px-2 text-xs font-medium whitespace-nowrap", TONE[tone], className)}>
    {icon}
    {children}
  </span>
);
