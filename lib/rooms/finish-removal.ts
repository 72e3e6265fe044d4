import { enqueue } from "@/lib/jobs/queue";
import { ClubError } from "@/lib/platform/errors";
import { closeMemberConnections } from "./realtime-connections";
import { findSeat } from "./store";
import { dropVoice } from "./voice-room";

type Removal = { roomId: string; memberId: string };

/**
 * Closes the realtime connections of somebody who was just put out of a room: their open pages hear it until their
 * channels are asked for anew. What the realtime or the voice server did not follow is left to a job that tries again.
 * @param voice whether the voice server followed
 */
export async function closeOrRetry({ roomId, memberId, at, voice }: Removal & { at: Date; voice: boolean }): Promise<void> {
  const closed = await closeMemberConnections({ memberId });
  if (!closed || !voice) await enqueue({ name: "finish-removal", key: `${roomId}:${memberId}:${at.getTime()}`, input: { roomId, memberId } });
}

/**
 * The rest of a removal that a server was not there for. Whoever was allowed back meanwhile is left alone.
 * @throws ClubError unavailable (`voice_away`) until both servers have followed
 */
export async function finishRemoval({ roomId, memberId }: Removal): Promise<void> {
  if (await findSeat(roomId, memberId)) return;
  const [voice, closed] = await Promise.all([dropVoice({ roomId, memberId }), closeMemberConnections({ memberId })]);
  if (!voice || !closed) throw new ClubError("unavailable", "The voice or the realtime server could not be told.", { reason: "voice_away" });
}
