import { removeVoiceParticipant } from "@/lib/platform/livekit";
import { log } from "@/lib/platform/log";
import type { SessionMove } from "./attendance-store";
import { isShutOut } from "./find-shut-out";
import { findPlace, findRoomRow } from "./store";
import { projectVoiceRole } from "./voice-room";

/**
 * Looks at one who joined. A banned or evicted member may hold a token that the voice server itself refreshed: they
 * are removed again. One who left the stage may hold a token of their time on it: they listen.
 */
export async function showOut({ roomId, memberId }: Pick<SessionMove, "roomId" | "memberId">): Promise<void> {
  if (!(await isShutOut({ roomId, memberId }))) {
    const [place, room] = await Promise.all([findPlace(roomId, memberId), findRoomRow(roomId)]);
    if (!place && room) void projectVoiceRole({ room, memberId, role: "listener" });
    return;
  }
  await removeVoiceParticipant({ roomId, memberId }).catch((error: unknown) => {
    // The reconciler tries again within seconds; the webhook must not be repeated for this.
    log("attendance").warn({ roomId, memberId, error: error instanceof Error ? error.message : String(error) }, "could not remove a participant that is shut out");
  });
}
