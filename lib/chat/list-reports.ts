import { findPeople } from "@/lib/membership/find-people";
import { findRooms } from "@/lib/rooms/find-rooms";
import type { ReportView } from "./schema";
import { findMessagesByIds, messageId, reports } from "./store";

const PAGE = 50;

/** The reported messages that wait for an admin, longest waiting first, at most 50. */
export async function listReports(): Promise<ReportView[]> {
  const rows = await reports().find({ state: "open" }).sort({ firstAt: 1 }).limit(PAGE).toArray();
  const [people, rooms, present] = await Promise.all([
    findPeople({ ids: rows.flatMap((row) => [row.authorId, ...row.reasons.map((each) => each.byId)]) }),
    findRooms({ ids: rows.map((row) => row.roomId) }),
    findMessagesByIds(rows.map((row) => messageId(row.roomId, row.seq))),
  ]);
  return rows.map((row) => ({
    id: row._id,
    roomId: row.roomId,
    roomTitle: rooms.get(row.roomId)?.title ?? null,
    seq: row.seq,
    author: people.get(row.authorId) ?? null,
    text: row.text,
    gone: present.get(messageId(row.roomId, row.seq))?.deletedAt !== null,
    count: row.count,
    reasons: row.reasons.map(({ byId, reason }) => ({ by: people.get(byId) ?? null, reason })),
    firstAt: row.firstAt.toISOString(),
  }));
}

/** How many reported messages wait for an admin. */
export const countReports = (): Promise<number> => reports().countDocuments({ state: "open" });
