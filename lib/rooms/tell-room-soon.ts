import { now } from "@/lib/platform/clock";
import { publishToMember } from "@/lib/platform/realtime";
import { memberEvents } from "./schema";

/** Tells a member's open pages that a room they asked about begins soon. */
export async function tellRoomSoon({ roomId, memberId, title, scheduledAt }: { roomId: string; memberId: string; title: string; scheduledAt: string }): Promise<void> {
  await publishToMember(memberId, "room.soon", memberEvents["room.soon"].parse({ at: now().toISOString(), roomId, title, scheduledAt }));
}
