import { presence } from "./attendance-store";
import { pairId } from "./store";

/** The question whether a member is there that waits for its answer, or null. */
export async function findPrompt({ roomId, memberId, at }: { roomId: string; memberId: string; at: Date }): Promise<{ promptId: string; expiresAt: string } | null> {
  const prompt = (await presence().findOne({ _id: pairId(roomId, memberId) }))?.prompt;
  return prompt && prompt.expiresAt > at ? { promptId: prompt.id, expiresAt: prompt.expiresAt.toISOString() } : null;
}
