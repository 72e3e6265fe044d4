import type { ComponentProps } from "react";
import { cx } from "./cx";

/** A surface that holds one thing. `pad` is the inner space; lists of rows take `none`. */
export const Card = ({ pad = "md", className, ...rest }: ComponentProps<"div"> & { pad?: "none" | "sm" | "md" | "lg" }) => (
  <div className={cx("rounded-card border border-line bg-surface", { none: "", sm: "p-4", md: "p-4 sm:p-6", lg: "p-6 sm:p-8" }[pad], className)} {...rest} />
);
