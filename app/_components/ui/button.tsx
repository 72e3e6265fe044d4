import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonLook } from "./button-look";
import { Spinner } from "./spinner";

export type ButtonProps = Omit<ComponentProps<"button">, "size"> &
  ButtonLook & {
    icon?: ReactNode;
    /** Shows a spinner, keeps the width and refuses presses without leaving the focus order. */
    busy?: boolean;
  };

/** A button with a verb on it. */
export function Button({ variant, size, block, icon, busy = false, className, children, type = "button", onClick, ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={buttonLook({ variant, size, block }, className)}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}
