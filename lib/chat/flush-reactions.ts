import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { publish, roomChannel } from "@/lib/platform/realtime";
import { FLUSH_MS } from "./rules";
import { chatEvents, type ReactionKind } from "./schema";
import { type ReactionRow, reactions } from "./store";

type Counts = Partial<Record<ReactionKind, number>>;

/** Adds what this process has gathered to the room's sum, in one write. */
export async function addReactions({ roomId, counts }: { roomId: string; counts: Counts }): Promise<void> {
  const $inc = Object.fromEntries(Object.entries(counts).map(([kind, count]) => [`counts.${kind}`, count]));
  if (Object.keys($inc).length === 0) return;
  const added = await reactions().updateOne({ _id: roomId }, { $inc });
  if (added.matchedCount > 0) return;
  try {
    await reactions().insertOne({ _id: roomId, counts, seq: 0, flushedAt: new Date(0) });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    await reactions().updateOne({ _id: roomId }, { $inc });
  }
}

/**
 * Takes the room's sum and sends it as one event, unless one was sent less than 250 ms ago by whichever process: the
 * claim is one guarded update, so a sum is sent once and no room gets more than four events a second.
 * @returns false when it was too early and the sum is waiting still
 */
export async function flushReactions({ roomId }: { roomId: string }): Promise<boolean> {
  const at = now();
  const due = { _id: roomId, flushedAt: { $lte: new Date(at.getTime() - FLUSH_MS) } };
  const taken: ReactionRow | null = await reactions().findOneAndUpdate(due, { $set: { counts: {}, flushedAt: at }, $inc: { seq: 1 } }, { returnDocument: "before" });
  if (!taken) return false;
  if (Object.keys(taken.counts).length > 0)
    await publish(roomChannel(roomId), "reactions", chatEvents.reactions.parse({ at: at.toISOString(), seq: taken.seq + 1, counts: taken.counts }));
  return true;
}

/** A room whose sum cannot be written keeps this many turns of trying; a light thing is not worth more. */
const MAX_TURNS = 40;
const gathered = new Map<string, Counts>();

async function turn(roomId: string, left: number): Promise<void> {
  const counts = gathered.get(roomId) ?? {};
  gathered.delete(roomId);
  try {
    await addReactions({ roomId, counts });
    if (await flushReactions({ roomId })) return;
  } catch (error) {
    log("chat").warn({ roomId, err: error }, "reactions were not sent");
  }
  if (left > 0 && !gathered.has(roomId)) {
    gathered.set(roomId, {});
    setTimeout(() => void turn(roomId, left - 1), FLUSH_MS).unref();
  }
}

/** Counts one tap; it goes out with all others of the room within about 250 ms. */
export function gatherReaction({ roomId, kind }: { roomId: string; kind: ReactionKind }): void {
  const counts = gathered.get(roomId);
  if (counts) {
    counts[kind] = (counts[kind] ?? 0) + 1;
    return;
  }
  gathered.set(roomId, { [kind]: 1 });
  setTimeout(() => void turn(roomId, MAX_TURNS), FLUSH_MS).unref();
}
