"use client";
import { useSyncExternalStore } from "react";

const QUERY = "(min-width: 64rem)";

function watch(listener: () => void): () => void {
  const media = window.matchMedia(QUERY);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}

/** True where the room has place for its side panel (the `lg` breakpoint). */
export const useWide = (): boolean => useSyncExternalStore(watch, () => window.matchMedia(QUERY).matches, () => false);
