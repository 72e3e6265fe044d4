"use client";
import { useEffect, useRef } from "react";

type RoomKeys = { m: () => void; h: () => void; /** Space goes down or up; undefined while it has no meaning of its own. */ space?: ((down: boolean) => void) | undefined };

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
/** Space belongs to a control that was reached by keyboard, and to whatever lies over the room. */
const isSpaceTaken = (target: EventTarget | null): boolean =>
  isTyping(target) || document.querySelector("[role=dialog],[role=alertdialog],[role=menu],[role=listbox]") !== null || (target instanceof HTMLElement && target.matches("button:focus-visible,a:focus-visible,[role]:focus-visible"));

/** Single keys of the room, by the key's place so that they work in any layout; quiet while one types. */
export function useRoomKeys(keys: RoomKeys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    let spaceDown = false;
    const release = () => {
      if (!spaceDown) return;
      spaceDown = false;
      current.current.space?.(false);
    };
    function pressed(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.code === "Space") {
        if (!current.current.space || (!spaceDown && isSpaceTaken(event.target))) return;
        event.preventDefault();
        if (!spaceDown) current.current.space(true);
        spaceDown = true;
        return;
      }
      if (event.repeat || isTyping(event.target)) return;
      if (event.code === "KeyM") current.current.m();
      else if (event.code === "KeyH") current.current.h();
    }
    function released(event: KeyboardEvent) {
      if (event.code !== "Space" || !spaceDown) return;
      event.preventDefault();
      release();
    }
    window.addEventListener("keydown", pressed);
    window.addEventListener("keyup", released);
    window.addEventListener("blur", release);
    document.addEventListener("visibilitychange", release);
    return () => {
      release();
      window.removeEventListener("keydown", pressed);
      window.removeEventListener("keyup", released);
      window.removeEventListener("blur", release);
      document.removeEventListener("visibilitychange", release);
    };
  }, []);
}
