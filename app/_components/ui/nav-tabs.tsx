import Link from "next/link";
import { cx } from "./cx";

/** Tabs that are pages of their own: works without JavaScript, keeps the address. `current` is the href of the open one. */
export const NavTabs = ({ label, tabs, current }: { label: string; tabs: readonly { href: string; label: string }[]; current: string }) => (
  <nav aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line lg:gap-0">
    {tabs.map((tab) => (
      <Link
        key={tab.href}
        href={tab.href}
        prefetch={false}
        aria-current={tab.href === current ? "page" : undefined}
        className={cx(
          "-mb-px inline-flex h-11 items-center border-b-2 px-3 text-sm lg:px-2.5 font-medium whitespace-nowrap transition-colors duration-150 focus-visible:-outline-offset-2",
          tab.href === current ? "border-accent text-text" : "border-transparent text-muted hover:text-text",
        )}
      >
        {tab.label}
      </Link>
    ))}
  </nav>
);
