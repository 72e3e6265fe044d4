import { standingOf } from "@/lib/membership/find-standing";
import { evictMember } from "@/lib/rooms/evict-member";
import type { JobInput } from "./schema";

/**
 * Puts a member who lost the right to be in out of seats, stage, audio and realtime. Asks once more first: a job that
 * ran late must not put out somebody who has renewed meanwhile.
 */
export const handle = async ({ memberId, reason }: JobInput<"evict-member">): Promise<void> => {
  const { roles } = await standingOf({ memberId });
  if (!roles.member) await evictMember({ memberId, reason });
};
