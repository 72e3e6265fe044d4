import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { realtimeClientConfig } from "@/lib/platform/realtime";
import { ClubEvents } from "../_realtime/club-events";
import { clubEventTexts } from "../_realtime/club-event-texts";
import { requireAdminPage } from "../_server/gate-page";
import { readShell } from "../_server/read-shell";
import { PanelTabs } from "./_components/panel-tabs";

const PLACES = ["overview", "members", "reports", "passes", "grants", "treasury", "badges", "admins", "minting", "xp", "telegram", "audit", "settings"] as const;

/** The panel. Each page asks the gate itself; this layout asks too, so that nobody else sees even its tabs. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { away } = await readShell();
  if (away) return null;
  const viewer = await requireAdminPage();
  const t = await getTranslations("admin.nav");
  return (
    <>
      <PanelTabs label={t("label")} tabs={PLACES.map((place) => ({ href: place === "overview" ? "/admin" : `/admin/${place}`, label: t(place) }))} />
      {children}
      <ClubEvents config={realtimeClientConfig()} memberId={viewer.id} texts={await clubEventTexts()} />
    </>
  );
}
