import type { REACTIONS } from "@/lib/chat/schema";

export type Reaction = (typeof REACTIONS)[number];
type Listener = (kind: Reaction) => void;

/** More than this from one event would only be a blur. */
const MAX_AT_ONCE = 12;
const SPREAD_MS = 250;
/** Own marks are shown at the tap; for so long they are taken off what the server counts. */
const OWN_MS = 3_000;
const listeners = new Set<Listener>();
let own: { kind: Reaction; at: number }[] = [];

/** Shows an own reaction at once. */
export function showOwnReaction(kind: Reaction): void {
  own.push({ kind, at: Date.now() });
  listeners.forEach((listener) => listener(kind));
}

function withoutOwn(kind: Reaction, count: number): number {
  const mine = own.filter((mark) => mark.kind === kind).slice(0, count);
  own = own.filter((mark) => !mine.includes(mark) && Date.now() - mark.at < OWN_MS);
  return count - mine.length;
}

/** One aggregate event becomes single marks, spread over the time until the next one may come. */
export function hearReactions(counts: Partial<Record<Reaction, number>>): void {
  const marks = (Object.entries(counts) as [Reaction, number][]).flatMap(([kind, count]) => Array.from({ length: Math.min(withoutOwn(kind, count), MAX_AT_ONCE) }, () => kind)).slice(0, MAX_AT_ONCE);
  marks.forEach((kind, index) => setTimeout(() => listeners.forEach((listener) => listener(kind)), (index * SPREAD_MS) / marks.length));
}

/** Hears single reactions of the room. */
export function onReaction(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
