"use client";
import { useSyncExternalStore } from "react";
import { readPlayer, watchPlayer } from "./player-store";

/** Where the floating player lives: above the phone navigation, in the corner of a desktop. Empty until a room fills it. */
export function PlayerSlot() {
  const content = useSyncExternalStore(watchPlayer, readPlayer, () => null);
  return content ? <div className="fixed inset-x-3 bottom-[calc(var(--nav-height)+8px+var(--safe-bottom))] z-30 lg:right-6 lg:bottom-6 lg:left-auto lg:w-90">{content}</div> : null;
}
