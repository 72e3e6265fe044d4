import { announceBadge } from "@/lib/minting/announce-badge";
import type { JobInput } from "./schema";

/** Tells a member's open pages what their badge's state is now. */
export const handle = async ({ memberId, badgeId }: JobInput<"notify-badge">): Promise<void> => {
  await announceBadge({ memberId, badgeId });
};
