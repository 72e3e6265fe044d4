import type { KeyboardEvent, PointerEvent, SyntheticEvent } from "react";
import { holdMic } from "./audio-controls";

const isPress = (event: KeyboardEvent): boolean => event.code === "Space" || event.code === "Enter";

/** Push-to-talk on a button: open while a finger, the mouse, or Space or Enter holds it. A lost pointer counts as let go. */
export const HOLD_HANDLERS = {
  onPointerDown: (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    void holdMic(true);
  },
  onPointerUp: () => void holdMic(false),
  onPointerCancel: () => void holdMic(false),
  onKeyDown: (event: KeyboardEvent) => {
    if (!isPress(event)) return;
    event.preventDefault();
    if (!event.repeat) void holdMic(true);
  },
  onKeyUp: (event: KeyboardEvent) => void (isPress(event) && holdMic(false)),
  onBlur: () => void holdMic(false),
  // A long press on a phone would open the browser's own menu.
  onContextMenu: (event: SyntheticEvent) => event.preventDefault(),
};
