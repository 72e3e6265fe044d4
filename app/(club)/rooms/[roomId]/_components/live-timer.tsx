"use client";
import { useClock } from "./use-clock";

const two = (value: number): string => String(value).padStart(2, "0");

/** How long a room has been live: 00:42:10. Not read aloud each second. */
export function LiveTimer({ since }: { since: string }) {
  const now = useClock();
  const seconds = now === null ? null : Math.max(0, Math.floor((now - Date.parse(since)) / 1_000));
  return (
    <time role="timer" aria-live="off" dateTime={since} className="text-sm font-medium tabular-nums">
      {seconds === null ? "––:––" : `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`}
    </time>
  );
}
