import { now } from "@/lib/platform/clock";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { daySlots } from "./store";

/**
 * Claims one of `slots` places that a daily cap leaves, for one cause. The same cause keeps its place however often
 * it asks, and two that race for the last place cannot both have it.
 * @returns false when the day is full
 */
export async function claimDaySlot({ scope, cause, slots }: { scope: string; cause: string; slots: number }): Promise<boolean> {
  const ids = Array.from({ length: slots }, (_, n) => `${scope}:${n}`);
  const taken = new Map((await daySlots().find({ _id: { $in: ids } }).toArray()).map((row) => [row._id, row.cause]));
  if ([...taken.values()].includes(cause)) return true;
  for (const _id of ids) {
    if (taken.has(_id)) continue;
    try {
      await daySlots().insertOne({ _id, cause, at: now() });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      if ((await daySlots().findOne({ _id }))?.cause === cause) return true;
    }
  }
  return false;
}
