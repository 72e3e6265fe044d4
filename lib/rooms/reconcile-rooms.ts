import { now } from "@/lib/platform/clock";
import { isVoiceOn } from "@/lib/platform/livekit";
import { log } from "@/lib/platform/log";
import { rulesOfVersion } from "@/lib/xp/read-rules";
import { attendanceRooms, inbox, registerSids } from "./attendance-store";
import { listIntervalMs } from "./attendance-rules";
import { applyInboxRows } from "./keep-event";
import { reconcileRoom } from "./reconcile-room";
import { findLiveRooms, type RoomRow } from "./store";

/** How soon the next turn should look whether a room is due. A turn with nothing due costs two reads. */
const TURN_MS = 3_000;
const WIDTH = 4;
const INBOX_GRACE_MS = 10_000;
const INBOX_EVERY_MS = 30_000;
const INBOX_BATCH = 500;

let inboxDueAt = 0;

/**
 * Compares every live room with the voice server's own list, each as often as its rules need (30 s, or twice a
 * bucket where buckets are shorter), by one worker at a time; and takes up webhooks that a crash left unmerged. One
 * room's trouble never stops the others.
 * @returns ms after which it should be called again
 */
export async function reconcileRooms(): Promise<number> {
  if (!isVoiceOn()) return TURN_MS;
  if (Date.now() >= inboxDueAt) {
    inboxDueAt = Date.now() + INBOX_EVERY_MS;
    await applyLeftovers();
  }
  const rooms = await findLiveRooms();
  for (let start = 0; start < rooms.length; start += WIDTH) await Promise.all(rooms.slice(start, start + WIDTH).map(reconcileIfDue));
  return TURN_MS;
}

async function reconcileIfDue(room: RoomRow): Promise<void> {
  try {
    const numbers = await rulesOfVersion({ version: room.ruleVersion ?? "default" });
    if (!(await claimTurn(room._id, listIntervalMs(numbers.bucketSeconds)))) return;
    await reconcileRoom({ room, bucketSeconds: numbers.bucketSeconds });
  } catch (error) {
    log("attendance").warn({ roomId: room._id, err: error }, "a room was not compared with the voice server; it will be at its next turn");
  }
}

/** True for the one worker that may list this room now. */
async function claimTurn(roomId: string, everyMs: number): Promise<boolean> {
  const at = now();
  const row = await attendanceRooms().findOne({ _id: roomId }, { projection: { nextListAt: 1, listed: 1 } });
  if (!row?.listed) await registerSids(roomId, []);
  if (row?.nextListAt && row.nextListAt > at) return false;
  const { modifiedCount } = await attendanceRooms().updateOne(
    { _id: roomId, nextListAt: row?.nextListAt ?? { $exists: false } },
    // Counted from now, not from when it was due: a worker that slept does not catch up with a burst.
    { $set: { nextListAt: new Date(at.getTime() + everyMs) } },
  );
  return modifiedCount === 1;
}

/** Merges inbox rows that were written and not applied, because the process ended in between. */
async function applyLeftovers(): Promise<void> {
  const rows = await inbox().find({ applied: false }).limit(INBOX_BATCH).toArray();
  await applyInboxRows({ rows: rows.filter((row) => now().getTime() - row.receivedAt.getTime() >= INBOX_GRACE_MS) });
}
