import { now } from "@/lib/platform/clock";
import { isSessionOver } from "./rules";
import type { SessionRowView } from "./schema";
import { sessions } from "./store";

/** A member has a handful; more than this is not shown. */
const MAX_SHOWN = 100;

/** The member's sessions that are not over, the latest seen first. `currentId` marks the asking one. */
export async function listSessions({ memberId, currentId }: { memberId: string; currentId: string }): Promise<SessionRowView[]> {
  const rows = await sessions().find({ memberId }).limit(MAX_SHOWN).toArray();
  return rows
    .filter((row) => !isSessionOver(row, now()))
    .sort((a, b) => b.lastSeenAt.getTime() - a.lastSeenAt.getTime())
    .map((row) => ({
      id: row._id,
      current: row._id === currentId,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      method: row.method,
    }));
}
