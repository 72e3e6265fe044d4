import { enqueue } from "@/lib/jobs/queue";
import { ClubError } from "@/lib/platform/errors";
import { closeMemberConnections } from "./realtime-connections";
import { findSeat } from "./store";
import { dropVoice } from "./voice-room";

type Removal = { roomId: string; memberId: string };

/** Long enough for a removal to be over by itself. */
const LOOK_AGAIN_MS = 10_000;

/**
 * Plans a second look at a removal, written before it begins: whatever a crash, the voice or the realtime server left
 * out of it is done then.
 */
export async function planRemoval({ roomId, memberId, at }: Removal & { at: Date }): Promise<void> {
  await enqueue({ name: "finish-removal", key: `${roomId}:${memberId}:${at.getTime()}`, input: { roomId, memberId }, runAt: new Date(at.getTime() + LOOK_AGAIN_MS) });
}

/**
 * The second look: sound and realtime connections of somebody who is out of a room are over, their open pages hear it
 * until their channels are asked for anew. Whoever was allowed back meanwhile is left alone.
 * @throws ClubError unavailable (`voice_away`) until both servers have followed
 */
export async function finishRemoval({ roomId, memberId }: Removal): Promise<void> {
  if (await findSeat(roomId, memberId)) return;
  const [voice, closed] = await Promise.all([dropVoice({ roomId, memberId }), closeMemberConnections({ memberId })]);
  if (!voice || !closed) throw new ClubError("unavailable", "The voice or the realtime server could not be told.", { reason: "voice_away" });
}
