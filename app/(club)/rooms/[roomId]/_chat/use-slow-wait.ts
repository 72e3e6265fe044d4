"use client";
import { useEffect, useState } from "react";

/** Until when a member waits in slow mode, by room; kept outside of the panel, which a phone opens and closes. */
const until = new Map<string, number>();

/** Seconds until the member may write again, counting down, and how to begin a pause. */
export function useSlowWait(roomId: string): { wait: number; pause: (seconds: number) => void } {
  const left = () => Math.max(0, Math.ceil(((until.get(roomId) ?? 0) - Date.now()) / 1000));
  const [wait, setWait] = useState(0);
  const waiting = wait > 0;
  useEffect(() => {
    const tick = () => setWait(Math.max(0, Math.ceil(((until.get(roomId) ?? 0) - Date.now()) / 1000)));
    tick();
    if (!waiting) return;
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [roomId, waiting]);
  const pause = (seconds: number) => {
    until.set(roomId, Date.now() + seconds * 1000);
    setWait(left());
  };
  return { wait, pause };
}
