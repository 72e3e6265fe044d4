import { findPeople } from "./find-people";
import type { AuditView } from "./schema";
import { audit } from "./store";

const PAGE = 50;

/** The audit log, newest first. `cursor` is the `next` of the page before. */
export async function listAudit({ cursor }: { cursor?: string | undefined }): Promise<{ items: AuditView[]; next: string | null }> {
  const rows = await audit().find(cursor ? { _id: { $lt: cursor } } : {}).sort({ _id: -1 }).limit(PAGE + 1).toArray();
  const page = rows.slice(0, PAGE);
  const people = await findPeople({ ids: page.flatMap((row) => (row.onId ? [row.byId, row.onId] : [row.byId])) });
  const items = page.map((row) => ({
    id: row._id,
    at: row.at.toISOString(),
    action: row.action,
    by: people.get(row.byId) ?? null,
    on: (row.onId && people.get(row.onId)) || null,
    room: row.roomId,
    reason: row.reason,
  }));
  return { items, next: rows.length > PAGE ? (page.at(-1)?._id ?? null) : null };
}
