"use client";
import { useEffect, useState } from "react";
import { serverNow } from "../../../../_http/server-time";

/** The present moment by the club's clock in milliseconds, anew every `everyMs`; null until the page runs in the browser. */
export function useClock(everyMs = 1_000): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(serverNow());
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
