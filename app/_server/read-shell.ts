import { cookies, headers } from "next/headers";
import { cache } from "react";
import type { Viewer } from "@/lib/auth/read-session";
import { readSettings } from "@/lib/membership/read-settings";
import type { SettingsView } from "@/lib/membership/schema";
import { log } from "@/lib/platform/log";
import { PATH_HEADER } from "./path-header";
import { getViewer } from "./viewer";

export type Theme = "dark" | "light" | "system";
/** What the frame of every page needs. `away` is true while the database or the chain does not answer; `telegram` on pages of the Mini App, which ask for their own viewer. */
export type ShellView = { viewer: Viewer | null; club: Pick<SettingsView, "name" | "description" | "handsEnabled">; theme: Theme; away: boolean; telegram: boolean };

/** Reads it once per request. Never throws: a page without its frame could not even say what is wrong. */
export const readShell = cache(async (): Promise<ShellView> => {
  const wanted = (await cookies()).get("theme")?.value;
  const telegram = /^\/tg(\/|$)/.test((await headers()).get(PATH_HEADER) ?? "");
  const theme: Theme = wanted === "dark" || wanted === "light" ? wanted : "system";
  try {
    const [viewer, club] = await Promise.all([telegram ? null : getViewer(), readSettings()]);
    return { viewer, club, theme, away: false, telegram };
  } catch (error) {
    log("http").warn({ err: error }, "page frame without its data");
    return { viewer: null, club: { name: "FOMO Voice Club", description: "", handsEnabled: true }, theme, away: true, telegram };
  }
});
