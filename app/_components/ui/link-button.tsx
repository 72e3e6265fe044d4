import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonLook } from "./button-look";

/** A link that looks like a button. Fetches its page on the press, not before, unless `prefetch` says so. */
export function LinkButton({ variant, size, block, icon, className, children, prefetch = false, ...rest }: ComponentProps<typeof Link> & ButtonLook & { icon?: ReactNode }) {
  return (
    <Link prefetch={prefetch} className={buttonLook({ variant, size, block }, className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}
