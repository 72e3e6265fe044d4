import type { ReactNode } from "react";
import { realtimeClientConfig } from "@/lib/platform/realtime";
import { ClubEvents } from "../_realtime/club-events";
import { clubEventTexts } from "../_realtime/club-event-texts";
import { readShell } from "../_server/read-shell";

/**
 * Members' pages. Each page asks the gate itself; this layout keeps the frame's note from hiding behind a page's own
 * error, and tells members what they earned as it happens.
 */
export default async function ClubLayout({ children }: { children: ReactNode }) {
  const { viewer, away } = await readShell();
  if (away) return null;
  return (
    <>
      {children}
      {viewer?.roles.member ? <ClubEvents config={realtimeClientConfig()} memberId={viewer.id} texts={await clubEventTexts()} /> : null}
    </>
  );
}
