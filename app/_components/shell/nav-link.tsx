"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cx } from "../ui/cx";

export type NavLinkProps = { href: string; icon: ReactNode; label: string; look: "side" | "bottom" };

const LOOK = {
  side: "flex h-11 items-center gap-3 rounded-inner px-3 text-sm font-medium",
  bottom: "flex h-(--nav-height) min-w-0 flex-1 flex-col items-center justify-center gap-1 text-xs font-medium",
} as const;

/** A link of the navigation that knows when its page is open, and closes the panel it stands in. */
export function NavLink({ href, icon, label, look }: NavLinkProps) {
  const path = usePathname();
  const current = href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? "page" : undefined}
      onClick={(event) => event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover()}
      className={cx(LOOK[look], "transition-colors duration-150", current ? "text-text" : "text-muted hover:text-text", look === "side" && (current ? "bg-raised" : "hover:bg-raised"))}
    >
      <span className={current ? "text-accent" : undefined}>{icon}</span>
      <span className="max-w-full truncate">{label}</span>
    </Link>
  );
}
