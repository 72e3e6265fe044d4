import type { RoomRow, StageRow } from "./store";
import { saveTurn } from "./turn-store";

/** Notes how long somebody stood on the live stage, before the place is given back. Time before live is none. */
export async function keepTurn({ room, place, at }: { room: Pick<RoomRow, "_id" | "liveAt" | "endedAt">; place: StageRow; at: Date }): Promise<void> {
  if (!room.liveAt) return;
  const from = place.since > room.liveAt ? place.since : room.liveAt;
  const to = room.endedAt && room.endedAt < at ? room.endedAt : at;
  if (to > from) await saveTurn({ roomId: room._id, memberId: place.memberId, from, to });
}
