import { endLeftSessions } from "@/lib/auth/end-left-sessions";
import { standingOf } from "@/lib/membership/find-standing";
import { evictMember } from "@/lib/rooms/evict-member";
import type { JobInput } from "./schema";

/**
 * Puts a member who lost the right to be in out of seats, stage, audio and realtime. Asks once more first: a job that
 * ran late must not put out somebody who has renewed meanwhile. Who moved to another wallet keeps the right, but
 * whoever is connected got in with the wallet left behind: they go, and so do that wallet's sessions. Who unlinked a
 * Telegram account keeps it too, but whoever sits somewhere by way of that account goes.
 */
export const handle = async ({ memberId, reason }: JobInput<"evict-member">): Promise<void> => {
  if (reason === "moved") await endLeftSessions({ memberId });
  else if (reason !== "unlinked" && (await standingOf({ memberId })).roles.member) return;
  await evictMember({ memberId, reason });
};
