import type { RoomState } from "./schema";
import { findRoomRows } from "./store";

/** The short form of rooms by id, for lists that mention them; ids without a room are left out. */
export async function findRooms({ ids }: { ids: readonly string[] }): Promise<Map<string, { id: string; title: string; state: RoomState; hostId: string; ver: number }>> {
  const rows = await findRoomRows(ids);
  return new Map(rows.map((row) => [row._id, { id: row._id, title: row.title, state: row.state, hostId: row.hostId, ver: row.ver }]));
}
