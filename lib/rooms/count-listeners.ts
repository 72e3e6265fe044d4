import { log } from "@/lib/platform/log";
import { publishRoomChanged } from "./publish-room";
import { isOpen } from "./rules";
import { findRoomRow, findSeats, type RoomRow, rooms } from "./store";

/** A thousand people entering at once are one event a second, not a thousand to each of a thousand. */
const SPREAD_MS = 1_000;
const MAX_REMEMBERED = 1_000;
const last = new Map<string, number>();
const waiting = new Set<string>();

/** Counts the open seats of an open room anew and, when the number moved, tells the room; `tell` tells it anyway. */
export async function recountListeners({ roomId, tell = false }: { roomId: string; tell?: boolean }): Promise<number> {
  const room = await findRoomRow(roomId);
  if (!room || !isOpen(room.state)) return room?.listeners ?? 0;
  const listeners = (await findSeats(room)).length;
  if (listeners === room.listeners && !tell) return listeners;
  const after = await rooms().findOneAndUpdate({ _id: roomId, state: { $in: ["lobby", "live"] } }, { $set: { listeners }, $max: { peakListeners: listeners } }, { returnDocument: "after" });
  if (after) await publishRoomChanged(after);
  return listeners;
}

/**
 * Notes how many there are right after somebody came in: they may be gone before the next count. `listeners` are the
 * places held, which one update keeps exact, instead of the seats counted at each coming.
 */
export async function notePeak({ room, listeners }: { room: RoomRow; listeners: number }): Promise<void> {
  if (listeners > room.peakListeners) await rooms().updateOne({ _id: room._id }, { $max: { peakListeners: listeners } });
}

/**
 * After somebody came or went: counts soon, or within a second when this room was counted just now. Nobody who comes or
 * goes waits for it. The number is counted from the seats each time, so a count that is lost with its process is made
 * good by the next.
 */
export function countListeners({ roomId }: { roomId: string }): void {
  if (waiting.has(roomId)) return;
  const pause = (last.get(roomId) ?? 0) + SPREAD_MS - performance.now();
  if (last.size > MAX_REMEMBERED) last.clear();
  waiting.add(roomId);
  setTimeout(() => {
    waiting.delete(roomId);
    last.set(roomId, performance.now());
    recountListeners({ roomId, tell: true }).catch((error: unknown) => log("rooms").warn({ roomId, err: error }, "the listeners were not counted"));
  }, Math.max(0, pause)).unref();
}
