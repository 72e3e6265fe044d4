import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { GeistSans } from "geist/font/sans";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { BottomNav } from "./_components/shell/bottom-nav";
import { OfflineBanner } from "./_components/shell/offline-banner";
import { PlayerSlot } from "./_components/shell/player-slot";
import { PublicFooter } from "./_components/shell/public-footer";
import { PublicHeader } from "./_components/shell/public-header";
import { SessionGuard } from "./_components/shell/session-guard";
import { Sidebar } from "./_components/shell/sidebar";
import { cx } from "./_components/ui/cx";
import { ErrorState } from "./_components/ui/error-state";
import { ToastHost } from "./_components/ui/toast-host";
import { readShell } from "./_server/read-shell";
import "./globals.css";

// Addresses and hashes only: not worth a preload on every page.
const mono = localFont({ src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2", variable: "--font-geist-mono", weight: "100 900", preload: false, display: "swap" });

export async function generateMetadata(): Promise<Metadata> {
  const [{ club }, t] = await Promise.all([readShell(), getTranslations("home")]);
  return { title: { default: club.name, template: `%s · ${club.name}` }, description: club.description || t("sentence"), applicationName: club.name };
}

export const viewport: Viewport = {
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: dark)", color: "#0A0A0B" },
    { media: "(prefers-color-scheme: light)", color: "#FBFBFA" },
  ],
};

/** The frame of every page. `main` keeps its place in the tree when somebody signs in, so that a page's state survives it. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [{ viewer, club, theme, away, telegram }, locale, t, errors, common] = await Promise.all([readShell(), getLocale(), getTranslations("nav"), getTranslations("errors"), getTranslations("common")]);
  return (
    <html lang={locale} {...(theme === "system" ? {} : { "data-theme": theme })} className={cx(GeistSans.variable, mono.variable)} suppressHydrationWarning>
      <body className={telegram ? "[--room-bottom:calc(var(--nav-height)+var(--safe-bottom))] [--room-left:0px]" : undefined}>
        <a href="#main" className="sr-only focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2 focus-visible:z-50 focus-visible:rounded-card focus-visible:bg-raised focus-visible:px-4 focus-visible:py-3">{t("skip")}</a>
        <OfflineBanner text={errors("offline")} />
        <div className={cx("flex min-h-dvh flex-col", viewer && "lg:pl-60")}>
          {viewer ? <Sidebar viewer={viewer} club={club.name} theme={theme} /> : telegram ? null : <PublicHeader club={club.name} />}
          <main id="main" tabIndex={-1} className={cx("mx-auto w-full max-w-280 flex-1 px-4 py-6 outline-none sm:px-6 lg:px-8 lg:py-8", viewer && "max-lg:pb-[calc(var(--nav-height)+24px+var(--safe-bottom))]", telegram && "pb-[calc(var(--nav-height)+24px+var(--safe-bottom))] lg:pb-[calc(var(--nav-height)+24px+var(--safe-bottom))]")}>
            {away ? <div className="pb-6"><ErrorState compact title={errors("awayTitle")} text={errors("awayText")} /></div> : null}
            {children}
          </main>
          {viewer ? <BottomNav viewer={viewer} theme={theme} /> : telegram ? null : <PublicFooter club={club.name} theme={theme} />}
        </div>
        <PlayerSlot />
        <div id="error-texts" hidden data-title={errors("pageTitle")} data-text={errors("pageText")} data-retry={common("retry")} />
        <ToastHost label={common("notices")} />
        {viewer ? <SessionGuard wallet={viewer.wallet} /> : null}
      </body>
    </html>
  );
}
