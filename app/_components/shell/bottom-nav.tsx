import { Ellipsis } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { Theme } from "@/app/_server/read-shell";
import type { Viewer } from "@/lib/auth/read-session";
import { AccountPanel } from "./account-panel";
import { inBar, navItems } from "./nav-items";
import { NavLink } from "./nav-link";

/** The navigation of a phone: four places under the thumb, the rest and the account behind "More". */
export async function BottomNav({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const t = await getTranslations("nav");
  const items = navItems(viewer.roles);
  const rest = items.filter((_, index) => !inBar(index));
  return (
    <>
      <nav aria-label={t("main")} className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface pb-(--safe-bottom) lg:hidden">
        {items.filter((_, index) => inBar(index)).map(({ key, href, icon }) => <NavLink key={key} href={href} icon={icon} label={t(key)} look="bottom" />)}
        <button type="button" popoverTarget="more-panel" className="flex h-(--nav-height) min-w-0 flex-1 flex-col items-center justify-center gap-1 text-xs font-medium text-muted">
          <Ellipsis aria-hidden size={20} />
          {t("more")}
        </button>
      </nav>
      <div id="more-panel" popover="auto" className="fixed inset-x-3 top-auto bottom-[calc(var(--nav-height)+8px+var(--safe-bottom))] m-0 w-auto rounded-card border border-line bg-surface p-2 text-text shadow-pop open:animate-rise">
        {rest.length > 0 ? (
          <div className="mb-2 grid grid-cols-2 gap-1 border-b border-line pb-2">
            {rest.map(({ key, href, icon }) => <NavLink key={key} href={href} icon={icon} label={t(key)} look="side" />)}
          </div>
        ) : null}
        <AccountPanel viewer={viewer} theme={theme} />
      </div>
    </>
  );
}
