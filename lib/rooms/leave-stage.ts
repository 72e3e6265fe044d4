import { requireRoom } from "./require-room";
import type { Actor } from "./rules";
import { stepDown } from "./step-down";

/** Steps down from the stage into the audience. Stepping down twice changes nothing. @throws ClubError not_found */
export async function leaveStage({ roomId, actor }: { roomId: string; actor: Actor }): Promise<void> {
  await stepDown({ room: await requireRoom({ roomId }), memberId: actor.id });
}
