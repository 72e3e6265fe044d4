import { removeVoiceParticipant } from "@/lib/platform/livekit";
import { log } from "@/lib/platform/log";
import type { SessionMove } from "./attendance-store";
import { isShutOut } from "./find-shut-out";
import { findPlace, findRoomRow } from "./store";
import { projectVoiceRole } from "./voice-room";

/**
 * Looks at one who joined. A banned or evicted member may hold a token that the voice server itself refreshed: they
 * are removed again. One who left the stage may hold a token of their time on it: they listen.
 * Never throws: the reconciler looks again within seconds.
 */
export async function showOut({ roomId, memberId }: Pick<SessionMove, "roomId" | "memberId">): Promise<void> {
  try {
    if (await isShutOut({ roomId, memberId })) return void (await removeVoiceParticipant({ roomId, memberId }));
    const [place, room] = await Promise.all([findPlace(roomId, memberId), findRoomRow(roomId)]);
    if (!place && room) await projectVoiceRole({ room, memberId, role: "listener" });
  } catch (error) {
    log("attendance").warn({ roomId, memberId, error: error instanceof Error ? error.message : String(error) }, "one who joined was not looked at");
  }
}
