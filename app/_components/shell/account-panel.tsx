import { Settings, Ticket } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/auth/read-session";
import type { Theme } from "@/app/_server/read-shell";
import { Avatar } from "../ui/avatar";
import { shortAddress } from "../ui/short-address";
import { LocaleChoice } from "./locale-choice";
import { NavLink } from "./nav-link";
import { SignOutButton } from "./sign-out-button";
import { ThemeChoice } from "./theme-choice";

/** The two switches every reader has: theme and language. */
export async function Preferences({ theme, signedIn }: { theme: Theme; signedIn: boolean }) {
  const t = await getTranslations("nav");
  return (
    <>
      <ThemeChoice initial={theme} texts={{ theme: t("theme"), system: t("themeSystem"), dark: t("themeDark"), light: t("themeLight") }} />
      <LocaleChoice current={(await getLocale()) === "ru" ? "ru" : "en"} label={t("language")} signedIn={signedIn} names={{ en: "EN", ru: "RU" }} />
    </>
  );
}

/** Whose session this is, with its settings and the way out. */
export async function AccountPanel({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const t = await getTranslations("nav");
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-3 px-3 py-2">
        <Avatar wallet={viewer.wallet} size={40} />
        <div className="flex min-w-0 flex-col">
          <span className="truncate text-sm font-medium">{viewer.name}</span>
          <span className="font-mono text-xs text-muted">{shortAddress(viewer.wallet)}</span>
        </div>
      </div>
      <div className="flex flex-wrap gap-2 px-3 py-2 *:flex-1"><Preferences theme={theme} signedIn /></div>
      <NavLink href="/join" icon={<Ticket aria-hidden size={20} />} label={t("join")} look="side" />
      <NavLink href="/settings" icon={<Settings aria-hidden size={20} />} label={t("settings")} look="side" />
      <SignOutButton label={t("signOut")} />
    </div>
  );
}
