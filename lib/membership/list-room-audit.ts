import { findPeople } from "./find-people";
import type { PersonView } from "./schema";
import { audit } from "./store";

const PAGE = 50;

type RoomAct = { id: string; at: string; action: string; by: PersonView | null; on: PersonView | null; details: Record<string, unknown> };

/** Who was reported, and by whom that was dismissed, is between the admins. */
const FOR_ADMINS = ["report.dismissed"];

/** What was done in one room, newest first, without the reasons: those are for the panel. `cursor` is the `next` of the page before. */
export async function listRoomAudit({ roomId, cursor }: { roomId: string; cursor?: string | undefined }): Promise<{ items: RoomAct[]; next: string | null }> {
  const rows = await audit().find({ roomId, action: { $nin: FOR_ADMINS }, ...(cursor ? { _id: { $lt: cursor } } : {}) }, { projection: { reason: 0 } }).sort({ _id: -1 }).limit(PAGE + 1).toArray();
  const page = rows.slice(0, PAGE);
  const people = await findPeople({ ids: page.flatMap((row) => (row.onId ? [row.byId, row.onId] : [row.byId])) });
  const items = page.map((row) => ({ id: row._id, at: row.at.toISOString(), action: row.action, by: people.get(row.byId) ?? null, on: (row.onId && people.get(row.onId)) || null, details: row.details ?? {} }));
  return { items, next: rows.length > PAGE ? (page.at(-1)?._id ?? null) : null };
}
