"use client";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useLayoutEffect } from "react";
import { hearTelegram, tellTelegram } from "../_telegram/bridge";
import { parseLaunch, readLaunch } from "../_telegram/launch";
import { themeOf } from "../_telegram/theme";

/** Screens that the navigation leads to: from all others Telegram's own back button goes one step up. */
const TOP = /^\/tg(\/(rooms|progress|notices))?$/;

function wear(params: Record<string, string>): void {
  const theme = themeOf(params);
  if (!theme) return;
  const root = document.documentElement;
  root.dataset.theme = theme.scheme;
  for (const [name, value] of Object.entries(theme.variables)) root.style.setProperty(name, value);
}

/** What all of the Mini App's pages need of Telegram: its colours, its back button, its whole height. */
export function TelegramFrame() {
  const router = useRouter();
  const path = usePathname();
  useLayoutEffect(() => {
    // Opened anew in front of a page that is still somebody's: the way in sorts out whose it is.
    if (path !== "/tg" && parseLaunch(location.hash)) return location.replace(`/tg?to=${encodeURIComponent(path)}${location.hash}`);
    wear(readLaunch()?.theme ?? {});
    tellTelegram("web_app_ready");
    tellTelegram("web_app_expand");
  }, [path]);
  useEffect(() => {
    tellTelegram("web_app_setup_back_button", { is_visible: !TOP.test(path) });
    return hearTelegram((name, data) => {
      if (name === "back_button_pressed") router.push(path.slice(0, path.lastIndexOf("/")));
      if (name === "theme_changed") wear((data as { theme_params?: Record<string, string> } | null)?.theme_params ?? {});
    });
  }, [path, router]);
  return null;
}
