import { ClubError } from "@/lib/platform/errors";
import type { XpEntryView } from "./schema";
import { ledger, type LedgerRow, notCounted, type NotCountedRow } from "./store";

const PAGE = 50;

type Line = { at: Date; id: string; entry: XpEntryView };

/**
 * A member's ledger, newest first: every line with its cause, and between them the time in live rooms that did not
 * count, with the reason (neighbouring buckets of one room and reason are one line).
 * @throws ClubError bad_request (`bad_cursor`)
 */
export async function listEntries({ memberId, cursor }: { memberId: string; cursor?: string }): Promise<{ items: XpEntryView[]; next: string | null }> {
  const after = cursor === undefined ? null : parseCursor(cursor);
  const [paid, missed] = await Promise.all([
    ledger().find({ memberId, ...before("at", after) }).sort({ at: -1, _id: -1 }).limit(PAGE + 1).toArray(),
    notCounted().find({ memberId, ...before("to", after) }).sort({ to: -1, _id: -1 }).limit(PAGE + 1).toArray(),
  ]);
  const lines = [...paid.map(paidLine), ...missed.map(missedLine)].sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
  const shown = lines.slice(0, PAGE);
  const last = shown.at(-1);
  return { items: joinNeighbours(shown.map((line) => line.entry)), next: lines.length > PAGE && last ? `${last.at.getTime()}.${last.id}` : null };
}

function parseCursor(cursor: string): { at: Date; id: string } {
  const [, ms, id] = /^(\d{1,15})\.([\w:.-]+)$/.exec(cursor) ?? [];
  if (!ms || !id) throw new ClubError("bad_request", "This cursor is not one of ours.", { reason: "bad_cursor" });
  return { at: new Date(Number(ms)), id };
}

const before = (field: "at" | "to", after: { at: Date; id: string } | null): object =>
  after ? { $or: [{ [field]: { $lt: after.at } }, { [field]: after.at, _id: { $lt: after.id } }] } : {};

const paidLine = (row: LedgerRow): Line => ({
  at: row.at,
  id: row._id,
  entry: {
    id: row._id,
    rule: row.rule,
    amount: row.amount,
    at: row.at.toISOString(),
    ruleVersion: row.ruleVersion,
    room: row.evidence.roomId ? { id: row.evidence.roomId, title: row.evidence.roomTitle ?? "" } : null,
    from: row.evidence.from?.toISOString() ?? null,
    to: row.evidence.to?.toISOString() ?? null,
    reason: row.evidence.reason ?? null,
    seconds: row.evidence.seconds ?? null,
    since: null,
  },
});

const missedLine = (row: NotCountedRow): Line => ({
  at: row.to,
  id: row._id,
  entry: {
    id: row._id,
    rule: row.reason === "daily_limit" ? "live_attendance" : "listening_time",
    amount: 0,
    at: row.to.toISOString(),
    ruleVersion: row.ruleVersion,
    room: { id: row.roomId, title: row.roomTitle },
    from: row.from.toISOString(),
    to: row.to.toISOString(),
    reason: row.reason,
    seconds: null,
    since: row.lastSignAt?.toISOString() ?? null,
  },
});

function joinNeighbours(entries: XpEntryView[]): XpEntryView[] {
  const joined: XpEntryView[] = [];
  for (const entry of entries) {
    const newer = joined.at(-1);
    const same = newer && newer.amount === 0 && entry.amount === 0 && newer.rule === entry.rule && newer.reason === entry.reason && newer.since === entry.since && newer.room?.id === entry.room?.id && newer.from === entry.to;
    if (same) newer.from = entry.from;
    else joined.push({ ...entry });
  }
  return joined;
}
