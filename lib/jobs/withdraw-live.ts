import { withdrawNotices } from "@/lib/telegram/withdraw-notices";
import type { JobInput } from "./schema";

export const handle = async ({ roomId }: JobInput<"withdraw-live">): Promise<void> => {
  await withdrawNotices({ cause: `room-live:${roomId}`, why: "the room is over" });
};
