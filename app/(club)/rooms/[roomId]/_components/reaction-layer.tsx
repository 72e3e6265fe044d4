"use client";
import { createElement, useEffect, useState } from "react";
import { onReaction, type Reaction } from "../../../../_player/reaction-stream";
import { REACTION_ICON } from "./reaction-button";

const LIFE_MS = 1_800;
const MOST = 24;
type Mark = { id: number; kind: Reaction; left: number };

/** The reactions of the room as a light stream over the stage; still and short where motion is unwanted. */
export function ReactionLayer() {
  const [marks, setMarks] = useState<Mark[]>([]);
  useEffect(() => {
    let next = 0;
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const stop = onReaction((kind) => {
      const id = ++next;
      setMarks((before) => [...before.slice(1 - MOST), { id, kind, left: 8 + Math.random() * 84 }]);
      const timer = setTimeout(() => {
        timers.delete(timer);
        setMarks((before) => before.filter((mark) => mark.id !== id));
      }, LIFE_MS);
      timers.add(timer);
    });
    return () => {
      stop();
      timers.forEach(clearTimeout);
    };
  }, []);
  return (
    <div aria-hidden className="pointer-events-none absolute inset-x-0 bottom-0 h-56 overflow-hidden">
      {marks.map((mark) => <FloatingMark key={mark.id} mark={mark} />)}
    </div>
  );
}

function rise(element: HTMLSpanElement | null): void {
  if (!element) return;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const sway = `${Math.round((Math.random() - 0.5) * 40)}px`;
  element.animate(
    still
      ? [{ opacity: 0 }, { opacity: 0.9, offset: 0.2 }, { opacity: 0 }]
      : [{ opacity: 0, transform: "translateY(0) scale(0.7)" }, { opacity: 1, offset: 0.15 }, { opacity: 0, transform: `translate(${sway}, -190px) scale(1.15)` }],
    { duration: LIFE_MS, easing: "cubic-bezier(0.2, 0.6, 0.4, 1)", fill: "both" },
  );
}

const FloatingMark = ({ mark }: { mark: Mark }) => (
  <span ref={rise} data-testid="reaction" className="absolute bottom-4 text-accent opacity-0" style={{ left: `${mark.left}%` }}>
    {createElement(REACTION_ICON[mark.kind], { size: 24 })}
  </span>
);
