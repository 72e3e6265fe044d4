import { ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Theme } from "@/app/_server/read-shell";
import type { Viewer } from "@/lib/auth/read-session";
import { Avatar } from "../ui/avatar";
import { AccountPanel } from "./account-panel";
import { Logo } from "./logo";
import { navItems } from "./nav-items";
import { NavLink } from "./nav-link";

/** The navigation of a desktop: all places, the account at the foot. On a phone only the head with the club's name. */
export async function Sidebar({ viewer, club, theme }: { viewer: Viewer; club: string; theme: Theme }) {
  const t = await getTranslations("nav");
  return (
    <header className="flex h-14 items-center px-4 sm:px-6 lg:fixed lg:inset-y-0 lg:left-0 lg:z-20 lg:h-auto lg:w-60 lg:flex-col lg:items-stretch lg:gap-6 lg:border-r lg:border-line lg:bg-background lg:px-3 lg:py-6">
      <Link href="/" prefetch={false} className="flex min-h-11 items-center gap-3 rounded-inner font-semibold lg:px-3">
        <Logo />
        <span className="truncate">{club}</span>
      </Link>
      <nav aria-label={t("main")} className="hidden flex-1 flex-col gap-1 overflow-y-auto lg:flex">
        {navItems(viewer.roles).map(({ key, href, icon }) => <NavLink key={key} href={href} icon={icon} label={t(key)} look="side" />)}
      </nav>
      <button type="button" popoverTarget="account-panel" className="hidden min-h-14 items-center gap-3 rounded-card px-3 text-left transition-colors duration-150 hover:bg-raised lg:flex" aria-label={t("account", { name: viewer.name })}>
        <Avatar wallet={viewer.wallet} size={32} />
        <span className="min-w-0 flex-1 truncate text-sm font-medium">{viewer.name}</span>
        <ChevronsUpDown aria-hidden size={16} className="shrink-0 text-muted" />
      </button>
      <div id="account-panel" popover="auto" className="fixed top-auto right-auto bottom-24 left-3 m-0 w-72 rounded-card border border-line bg-surface p-2 text-text shadow-pop open:animate-rise">
        <AccountPanel viewer={viewer} theme={theme} />
      </div>
    </header>
  );
}
