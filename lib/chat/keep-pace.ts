import { ClubError } from "@/lib/platform/errors";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { paceSeconds } from "./rules";
import { paceId, paces } from "./store";

type KeepPace = { roomId: string; memberId: string; clientMsgId: string; slowModeSeconds: number; at: Date };

/**
 * Slow mode: claims the member's next message, one guarded write, so that of two at once one is refused. The same
 * message may claim again: a send whose answer was lost is not held back by itself.
 * @throws ClubError rate_limited (`slow_mode`) with the seconds to wait
 */
export async function keepPace({ roomId, memberId, clientMsgId, slowModeSeconds, at }: KeepPace): Promise<void> {
  if (slowModeSeconds === 0) return;
  const _id = paceId(roomId, memberId);
  const free = { $or: [{ at: { $lte: new Date(at.getTime() - slowModeSeconds * 1000) } }, { clientMsgId }] };
  if ((await paces().updateOne({ _id, ...free }, { $set: { at, clientMsgId } })).matchedCount > 0) return;
  try {
    await paces().insertOne({ _id, at, clientMsgId });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const last = await paces().findOne({ _id });
    if (last?.clientMsgId === clientMsgId) return;
    const retryAfter = Math.max(1, paceSeconds(last?.at ?? null, slowModeSeconds, at));
    throw new ClubError("rate_limited", `Slow mode is on. Try again in ${retryAfter} s.`, { reason: "slow_mode", retryAfter });
  }
}
