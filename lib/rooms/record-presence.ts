import { nextPromptAt, PROOF_SLOT_MS, proofHour } from "./attendance-rules";
import { presence, proofs } from "./attendance-store";
import { pairId } from "./store";

export type PresenceKind = "enter" | "prompt" | "message" | "reaction" | "hand";

type RecordPresence = { roomId: string; memberId: string; kind: PresenceKind; at: Date };

/**
 * A sign that a person is there, seen by the server: entering, an answered prompt, a message, a reaction, a hand.
 * Connected time counts only for a while after one. Whoever calls it has checked that the member is in the room.
 */
export async function recordPresence({ roomId, memberId, at }: RecordPresence): Promise<void> {
  const _id = pairId(roomId, memberId);
  const slot = `slots.${Math.floor(at.getTime() / PROOF_SLOT_MS)}`;
  await Promise.all([
    proofs().updateOne({ _id: `${_id}:${proofHour(at)}` }, { $min: { [`${slot}.first`]: at }, $max: { [`${slot}.last`]: at } }, { upsert: true }),
    presence().updateOne({ _id }, { $max: { lastProofAt: at, nextPromptAt: nextPromptAt(at, Math.random()) }, $set: { prompt: null } }, { upsert: true }),
  ]);
}
