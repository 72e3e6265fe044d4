import { evictMember } from "@/lib/rooms/evict-member";
import type { JobInput } from "./schema";

/** Puts a member who lost the right to be in out of seats, stage, audio and realtime. */
export const handle = async ({ memberId, reason }: JobInput<"evict-member">): Promise<void> => {
  await evictMember({ memberId, reason });
};
