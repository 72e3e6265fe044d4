import type { ReactNode } from "react";

let shown: ReactNode = null;
const listeners = new Set<() => void>();

/** Puts something into the floating player of the root layout (null takes it away). It stays through navigation. */
export function setPlayer(content: ReactNode): void {
  shown = content;
  for (const tell of listeners) tell();
}

export const readPlayer = (): ReactNode => shown;

export function watchPlayer(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
