import { now } from "@/lib/platform/clock";
import { findRoomRows, rooms } from "./store";
import type { RoomState } from "./schema";

export type RoomSummary = { id: string; title: string; hostId: string; state: RoomState; scheduledAt: Date | null; liveAt: Date | null; endedAt: Date | null; minutes: number; visitorIds: string[]; peak: number };

/** What a room was, in numbers: for telling about it. Null when there is no such room. `minutes` it was live, so far or in all. */
export async function summarizeRoom({ roomId }: { roomId: string }): Promise<RoomSummary | null> {
  const [room] = await findRoomRows([roomId]);
  if (!room) return null;
  const { _id: id, title, hostId, state, scheduledAt, liveAt, endedAt, visitorIds, peakListeners: peak } = room;
  const minutes = liveAt ? Math.max(1, Math.round(((endedAt ?? now()).getTime() - liveAt.getTime()) / 60_000)) : 0;
  return { id, title, hostId, state, scheduledAt, liveAt, endedAt, minutes, visitorIds, peak };
}

/** Rooms that were live and ended after `since`, at most `limit`, those that ended last first. */
export async function findEndedSince({ since, limit }: { since: Date; limit: number }): Promise<{ id: string; endedAt: Date }[]> {
  const rows = await rooms().find({ state: { $in: ["ended", "archived"] }, endedAt: { $gte: since } }).sort({ endedAt: -1 }).limit(limit).toArray();
  return rows.flatMap(({ _id, endedAt, liveAt }) => (endedAt && liveAt ? [{ id: _id, endedAt }] : []));
}
