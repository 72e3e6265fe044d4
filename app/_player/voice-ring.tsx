"use client";
import { type ReactNode, useEffect, useRef } from "react";
import { addMeter } from "./levels";

/** Below this a microphone hears a room, not a voice. */
const SILENCE = 0.02;

/**
 * A ring around a person that grows and brightens with the loudness of their voice. It is drawn frame by frame on the
 * element itself; where motion is unwanted it changes its brightness only.
 */
export function VoiceRing({ memberId, size, children }: { memberId: string; size: number; children: ReactNode }) {
  const ring = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    let shown = 0;
    return addMeter((read) => {
      const element = ring.current;
      if (!element) return false;
      const level = read(memberId);
      const target = level < SILENCE ? 0 : Math.min(1, 0.25 + level * 2.2);
      // Up at once, down slowly: syllables stay one voice instead of flickering.
      shown = target > shown ? shown + (target - shown) * 0.5 : shown + (target - shown) * 0.12;
      if (shown < 0.01) shown = 0;
      element.style.opacity = shown === 0 ? "0" : String(0.35 + shown * 0.65);
      element.style.transform = still ? "" : `scale(${1 + shown * 0.09})`;
      return shown > 0;
    });
  }, [memberId]);
  return (
    <span className="relative inline-flex" style={{ width: size, height: size }}>
      <span ref={ring} aria-hidden className="absolute -inset-1.5 rounded-full border-[3px] border-accent bg-accent/20 opacity-0" />
      <span className="relative">{children}</span>
    </span>
  );
}
