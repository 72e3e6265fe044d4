"use client";
import { useSyncExternalStore } from "react";

const watch = (tell: () => void) => {
  window.addEventListener("online", tell);
  window.addEventListener("offline", tell);
  return () => {
    window.removeEventListener("online", tell);
    window.removeEventListener("offline", tell);
  };
};

/** Says that the device has no network, and that the club comes back by itself; silent where a room says it of its own sound, in `data-tells-cut`. */
export function OfflineBanner({ text }: { text: string }) {
  const online = useSyncExternalStore(watch, () => navigator.onLine, () => true);
  return (
    <div role="status" className="sticky top-0 z-40 empty:hidden [body:has([data-tells-cut])_&]:hidden">
      {online ? null : <p className="bg-warn px-4 py-2 text-center text-sm font-medium text-background">{text}</p>}
    </div>
  );
}
