import { isDuplicateKey } from "@/lib/platform/mongo";
import { telegramPlans } from "./store";

/**
 * Notes the time a room is announced for and answers which announcement of the room that is, from 1; asked again for
 * the same time it answers the same, so that a crash before the announcement leaves it to be made. Null when somebody
 * else notes another time at this moment: ask again.
 */
export async function rememberPlan({ roomId, scheduledAt }: { roomId: string; scheduledAt: string }): Promise<number | null> {
  const row = await telegramPlans().findOne({ _id: roomId });
  if (row?.scheduledAt === scheduledAt) return row.n;
  try {
    if (!row) await telegramPlans().insertOne({ _id: roomId, scheduledAt, n: 1 });
    else if ((await telegramPlans().updateOne({ _id: roomId, n: row.n }, { $set: { scheduledAt }, $inc: { n: 1 } })).modifiedCount === 0) return null;
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
  return (row?.n ?? 0) + 1;
}
