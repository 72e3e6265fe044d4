"use client";
import { useEffect } from "react";

type AskAgain = { waiting: boolean; ask: () => void; everyMs: number; most: number; onEnd?: () => void };

/** Asks again and again while something is waited for and the page is in sight, at most `most` times. The functions must stay the same and never throw. */
export function useAskAgain({ waiting, ask, everyMs, most, onEnd }: AskAgain): void {
  useEffect(() => {
    if (!waiting) return;
    let asks = 0;
    const timer = setInterval(() => {
      asks += 1;
      if (asks > most) {
        clearInterval(timer);
        onEnd?.();
      } else if (document.visibilityState === "visible") ask();
    }, everyMs);
    return () => clearInterval(timer);
  }, [ask, everyMs, most, onEnd, waiting]);
}
