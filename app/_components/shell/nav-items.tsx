import { Award, Home, LayoutDashboard, type LucideIcon, Mic, Radio, Settings, Ticket, Trophy, TrendingUp, Users } from "lucide-react";
import type { ReactNode } from "react";
import type { RolesView } from "@/lib/membership/schema";

export type NavKey = "home" | "rooms" | "progress" | "badges" | "leaderboard" | "members" | "studio" | "admin" | "settings" | "join";
export type NavItem = { key: NavKey; href: string; icon: ReactNode };

const icon = (Icon: LucideIcon): ReactNode => <Icon aria-hidden size={20} />;

/** The places a viewer may go, in order. The first four stand in the phone's bar, the rest behind "More". */
export function navItems(roles: RolesView): NavItem[] {
  if (!roles.member)
    return [
      { key: "home", href: "/", icon: icon(Home) },
      { key: "join", href: "/join", icon: icon(Ticket) },
      { key: "settings", href: "/settings", icon: icon(Settings) },
    ];
  return [
    { key: "home", href: "/", icon: icon(Home) },
    { key: "rooms", href: "/rooms", icon: icon(Radio) },
    { key: "progress", href: "/progress", icon: icon(TrendingUp) },
    { key: "badges", href: "/badges", icon: icon(Award) },
    { key: "leaderboard", href: "/leaderboard", icon: icon(Trophy) },
    { key: "members", href: "/members", icon: icon(Users) },
    ...(roles.speaker || roles.admin ? [{ key: "studio" as const, href: "/studio", icon: icon(Mic) }] : []),
    ...(roles.admin ? [{ key: "admin" as const, href: "/admin", icon: icon(LayoutDashboard) }] : []),
  ];
}

/** Whether the place is among the first four of a phone. */
export const inBar = (index: number): boolean => index < 4;
