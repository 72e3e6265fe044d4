import type { ComponentProps } from "react";
import { CONTROL } from "./control-look";
import { cx } from "./cx";

/** A field of several lines that grows with its text. Goes inside a Field. */
export const Textarea = ({ className, rows = 3, ...rest }: ComponentProps<"textarea">) => (
  <textarea rows={rows} className={cx(CONTROL, "field-sizing-content min-h-24 resize-y py-2.5", className)} {...rest} />
);
