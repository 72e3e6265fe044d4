import { isDuplicateKey } from "@/lib/platform/mongo";
import { newId } from "@/lib/platform/ids";
import { publishToMember } from "@/lib/platform/realtime";
import { nextPromptAt, PROMPT_LIFE_MS, REPEAT_PROMPT_MS } from "./attendance-rules";
import { presence, type PresenceRow } from "./attendance-store";
import { pairId } from "./store";

/**
 * Asks members who gave no sign of presence for some unforeseeable while whether they are there. An unanswered
 * question is asked once more soon; then their time stops counting when the last sign is too old.
 */
export async function promptMembers({ roomId, memberIds, at }: { roomId: string; memberIds: readonly string[]; at: Date }): Promise<void> {
  if (memberIds.length === 0) return;
  const rows = new Map((await presence().find({ _id: { $in: memberIds.map((memberId) => pairId(roomId, memberId)) } }).toArray()).map((row) => [row._id, row]));
  for (const memberId of memberIds) {
    const row = rows.get(pairId(roomId, memberId));
    if (!row) await beginWatch(roomId, memberId, at);
    else if (row.nextPromptAt <= at) await ask(row, roomId, memberId, at);
  }
}

async function beginWatch(roomId: string, memberId: string, at: Date): Promise<void> {
  try {
    await presence().insertOne({ _id: pairId(roomId, memberId), nextPromptAt: nextPromptAt(at, Math.random()) });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

async function ask(row: PresenceRow, roomId: string, memberId: string, at: Date): Promise<void> {
  const prompt = { id: newId("prompt"), expiresAt: new Date(at.getTime() + PROMPT_LIFE_MS) };
  const next = row.prompt ? nextPromptAt(prompt.expiresAt, Math.random()) : new Date(prompt.expiresAt.getTime() + REPEAT_PROMPT_MS);
  const { modifiedCount } = await presence().updateOne({ _id: row._id, nextPromptAt: row.nextPromptAt }, { $set: { prompt, nextPromptAt: next } });
  if (modifiedCount === 1) await publishToMember(memberId, "presence.prompt", { at: at.toISOString(), roomId, promptId: prompt.id, expiresAt: prompt.expiresAt.toISOString() });
}
