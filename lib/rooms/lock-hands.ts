import { writeAudit } from "@/lib/membership/write-audit";
import { publishHands } from "./publish-room";
import { requireModerated } from "./require-room";
import type { Actor } from "./rules";
import { rooms } from "./store";

/**
 * Closes or opens the queue. Hands that are up stay up.
 * @throws ClubError not_found; conflict (`wrong_state`); forbidden (`moderator_required`)
 */
export async function lockHands({ roomId, actor, locked }: { roomId: string; actor: Actor; locked: boolean }): Promise<void> {
  await requireModerated({ roomId, actor });
  const changed = await rooms().updateOne({ _id: roomId, handsLocked: !locked }, { $set: { handsLocked: locked } });
  if (changed.modifiedCount === 0) return;
  await writeAudit({ action: locked ? "room.hands_locked" : "room.hands_unlocked", byId: actor.id, roomId });
  await publishHands({ roomId });
}
