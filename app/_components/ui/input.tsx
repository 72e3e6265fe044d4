import type { ComponentProps } from "react";
import { CONTROL } from "./control-look";
import { cx } from "./cx";

/** A one-line text field. Goes inside a Field. */
export const Input = ({ className, ...rest }: ComponentProps<"input">) => <input className={cx(CONTROL, "h-11", className)} {...rest} />;
