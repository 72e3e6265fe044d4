type Reader = () => number;

const readers = new Map<string, Reader>();
const meters = new Set<(read: (memberId: string) => number) => void>();
let frame = 0;

/** The loudness of a member right now, 0 to 1. */
const readLevel = (memberId: string): number => readers.get(memberId)?.() ?? 0;

function tick(): void {
  for (const meter of meters) meter(readLevel);
  frame = meters.size > 0 ? requestAnimationFrame(tick) : 0;
}

/** Gives a member's sound a source of loudness; the returned function takes it away. */
export function addLevelReader(memberId: string, reader: Reader): () => void {
  readers.set(memberId, reader);
  return () => {
    if (readers.get(memberId) === reader) readers.delete(memberId);
  };
}

/** Runs `meter` once per drawn frame, outside of React: a ring that follows a voice must not render a page. */
export function addMeter(meter: (read: (memberId: string) => number) => void): () => void {
  meters.add(meter);
  if (!frame) frame = requestAnimationFrame(tick);
  return () => void meters.delete(meter);
}
