import { cx } from "./cx";

export type ButtonLook = {
  /** `primary` at most once per view. `danger` for what cannot be undone. */
  variant?: "primary" | "secondary" | "ghost" | "danger";
  size?: "sm" | "md" | "lg";
  /** As wide as its container. */
  block?: boolean;
};

const VARIANT = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border border-line bg-raised text-text hover:border-line-strong",
  ghost: "text-muted hover:bg-raised hover:text-text",
  danger: "border border-bad/40 bg-bad/10 text-bad hover:bg-bad/20",
} as const;

// Small ones grow to 44 px where the pointer is a finger.
const SIZE = {
  sm: "h-9 px-3 text-sm pointer-coarse:h-11",
  md: "h-11 px-4 text-sm",
  lg: "h-12 px-6 text-base",
} as const;

/** The classes of a button, for buttons and links that look like one. */
export const buttonLook = ({ variant = "secondary", size = "md", block = false }: ButtonLook, className?: string): string =>
  cx(
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-card font-medium whitespace-nowrap transition-colors duration-150 select-none disabled:opacity-50 aria-disabled:opacity-50",
    VARIANT[variant],
    SIZE[size],
    block && "w-full",
    className,
  );
