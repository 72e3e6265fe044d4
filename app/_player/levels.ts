type Reader = () => number;
/** Draws one ring; true while it still moves. */
type Meter = (read: (memberId: string) => number) => boolean;

const readers = new Map<string, Reader>();
const meters = new Set<Meter>();
let frame = 0;

/** The loudness of a member right now, 0 to 1. */
const readLevel = (memberId: string): number => readers.get(memberId)?.() ?? 0;

/** Ends by itself when no microphone is open and the last ring has faded: a silent room costs a phone nothing. */
function tick(): void {
  let moving = false;
  for (const meter of meters) moving = meter(readLevel) || moving;
  frame = meters.size > 0 && (moving || readers.size > 0) ? requestAnimationFrame(tick) : 0;
}

function wake(): void {
  if (!frame) frame = requestAnimationFrame(tick);
}

/** Gives a member's sound a source of loudness; the returned function takes it away. */
export function addLevelReader(memberId: string, reader: Reader): () => void {
  readers.set(memberId, reader);
  wake();
  return () => {
    if (readers.get(memberId) === reader) readers.delete(memberId);
  };
}

/** Runs `meter` once per drawn frame while somebody can be heard, outside of React: a ring that follows a voice must not render a page. */
export function addMeter(meter: Meter): () => void {
  meters.add(meter);
  wake();
  return () => void meters.delete(meter);
}
