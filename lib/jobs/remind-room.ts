import { findReminded } from "@/lib/rooms/find-reminded";
import { enqueue } from "./queue";
import type { JobInput } from "./schema";

/** Writes one notice job for each member who asked to be reminded; run again it writes only what is missing. */
export const handle = async ({ roomId, scheduledAt }: JobInput<"remind-room">): Promise<void> => {
  const planned = await findReminded({ roomId, scheduledAt });
  for (const memberId of planned?.memberIds ?? []) await enqueue({ name: "tell-room-soon", key: `${roomId}:${Date.parse(scheduledAt)}:${memberId}`, input: { roomId, memberId, scheduledAt } });
};
