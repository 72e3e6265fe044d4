"use client";
import { useEffect, useState } from "react";

/** The present moment in milliseconds, anew every `everyMs`; null until the page runs in the browser. */
export function useClock(everyMs = 1_000): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
