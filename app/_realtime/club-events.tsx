"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { notify } from "../_components/ui/notify";
import type { RealtimeConfig } from "./connection";

/** The few words of the toasts, in the reader's language; `rules` and `badges` by name and id. */
export type ClubEventTexts = {
  xp: string;
  newBadge: string;
  view: string;
  soon: string;
  toRoom: string;
  rules: Record<string, string>;
  badges: Record<string, { name: string; image: string }>;
};

/** Long enough after the page that it never stands in its way. */
const QUIET_MS = 600;
const FRESH = ["/progress", "/badges"];

/**
 * Tells the member on any club page what was earned, as it happens, and of a room they wanted to hear of. Mounted once above the pages; the realtime code
 * loads after the page is usable.
 */
export function ClubEvents(props: { config: RealtimeConfig; memberId: string; texts: ClubEventTexts }) {
  const router = useRouter();
  const { memberId } = props;
  // The server sends equal props anew with every refresh; the connection stays as it was opened.
  const [{ config, texts }] = useState(props);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    const refreshHere = () => {
      if (FRESH.some((path) => location.pathname.startsWith(path))) router.refresh();
    };
    const start = async () => {
      const { listenToClub } = await import("./listen-to-club");
      const leave = await listenToClub({
        config,
        onXp: ({ amount, rule }) => {
          notify({ id: "xp", title: `${amount > 0 ? "+" : "−"}${Math.abs(amount)} ${texts.xp}`, text: texts.rules[rule] ?? "", tone: amount > 0 ? "good" : "plain", duration: 4_000 });
          refreshHere();
        },
        onBadge: ({ badgeId, state, explorer }) => {
          const badge = texts.badges[String(badgeId)];
          if (state === "final" && badge)
            notify({ id: `badge-${badgeId}`, title: texts.newBadge, text: badge.name, tone: "good", image: badge.image, duration: 12_000, action: { label: texts.view, href: explorer ?? "/badges" } });
          refreshHere();
        },
        onSoon: ({ roomId, title }) => notify({ id: `soon-${roomId}`, title, text: texts.soon, duration: 20_000, action: { label: texts.toRoom, href: `/rooms/${roomId}` } }),
        onStanding: () => router.refresh(),
      });
      if (left) leave();
      else stop = leave;
    };
    const timer = setTimeout(() => void start().catch(() => undefined), QUIET_MS);
    return () => {
      left = true;
      clearTimeout(timer);
      stop?.();
    };
  }, [config, memberId, router, texts]);
  return null;
}
