import { Bell, Radio, TrendingUp } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { NavLink } from "@/app/_components/shell/nav-link";

const PLACES = [
  { key: "rooms", icon: Radio },
  { key: "progress", icon: TrendingUp },
  { key: "notices", icon: Bell },
] as const;

/** The Mini App's pages and the way between them. Each page asks for its viewer itself. */
export default async function InsideLayout({ children }: { children: ReactNode }) {
  const [t, nav] = await Promise.all([getTranslations("tg.nav"), getTranslations("nav")]);
  return (
    <>
      {children}
      <nav aria-label={nav("main")} className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface pb-(--safe-bottom)">
        {PLACES.map(({ key, icon: Icon }) => <NavLink key={key} href={`/tg/${key}`} icon={<Icon aria-hidden size={20} />} label={t(key)} look="bottom" />)}
      </nav>
    </>
  );
}
