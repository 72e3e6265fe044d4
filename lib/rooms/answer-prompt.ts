import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { presence } from "./attendance-store";
import { recordPresence } from "./record-presence";
import { requireSeat } from "./require-seat";
import { pairId } from "./store";

/**
 * "I am here": the answer to the server's own question, good for one prompt and for a short time.
 * @throws ClubError forbidden when the member is not in the room; conflict (`prompt_expired`) for a prompt that is
 *   over, answered, or was never asked
 */
export async function answerPrompt({ roomId, memberId, promptId }: { roomId: string; memberId: string; promptId: string }): Promise<void> {
  await requireSeat({ roomId, memberId });
  const at = now();
  const asked = (await presence().findOne({ _id: pairId(roomId, memberId) }))?.prompt;
  if (asked?.id !== promptId || asked.expiresAt <= at) throw new ClubError("conflict", "This question is over.", { reason: "prompt_expired" });
  await recordPresence({ roomId, memberId, kind: "prompt", at });
}
