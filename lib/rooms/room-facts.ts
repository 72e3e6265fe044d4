import { COVERS, MAX_CAPACITY } from "./schema";
import type { RoomFactsRow, RoomRow } from "./store";

/** What holds where the host chose nothing. The picture goes by the room's id, so that neighbours differ. */
export function factsOf({ _id, facts }: Pick<RoomRow, "_id" | "facts">): RoomFactsRow {
  const cover = COVERS[(_id.charCodeAt(_id.length - 1) + _id.charCodeAt(_id.length - 2)) % COVERS.length] ?? "rings";
  return { timeZone: "UTC", category: "talk", language: null, tags: [], cover, capacity: MAX_CAPACITY, video: false, ...facts };
}

type Given = { [K in keyof RoomFactsRow]?: RoomFactsRow[K] | undefined };

/** The given facts alone, without those that were left out. */
export function pickFacts({ timeZone, category, language, tags, cover, capacity, video }: Given): Partial<RoomFactsRow> {
  const all = { timeZone, category, language, tags, cover, capacity, video };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Partial<RoomFactsRow>;
}
