import { publishHands } from "./publish-room";
import { putDown } from "./put-hand";
import { requireRoom } from "./require-room";
import type { Actor } from "./rules";

/** Takes the own hand down, also one that is invited. Lowering twice changes nothing. @throws ClubError not_found */
export async function lowerHand({ roomId, actor }: { roomId: string; actor: Actor }): Promise<void> {
  await requireRoom({ roomId });
  if (await putDown({ roomId, memberId: actor.id })) await publishHands({ roomId });
}
