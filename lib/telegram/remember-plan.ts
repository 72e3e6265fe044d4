import { isDuplicateKey } from "@/lib/platform/mongo";
import { telegramPlans } from "./store";

/**
 * Notes the time a room is announced for and answers which announcement of the room that is, from 1; asked again for
 * the same time it answers the same, so that a crash before the announcement leaves it to be made. Null once it was
 * made: jobs and notices are forgotten after a while, and a room may be planned for later than that. Null too when
 * somebody else notes another time at this moment: ask again.
 */
export async function rememberPlan({ roomId, scheduledAt }: { roomId: string; scheduledAt: string }): Promise<number | null> {
  const row = await telegramPlans().findOne({ _id: roomId });
  if (row?.scheduledAt === scheduledAt) return row.told === row.n ? null : row.n;
  try {
    if (!row) await telegramPlans().insertOne({ _id: roomId, scheduledAt, n: 1 });
    else if ((await telegramPlans().updateOne({ _id: roomId, n: row.n }, { $set: { scheduledAt }, $inc: { n: 1 } })).modifiedCount === 0) return null;
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
  return (row?.n ?? 0) + 1;
}

/** Notes that an announcement of a room is written for everybody. */
export async function notePlanTold({ roomId, n }: { roomId: string; n: number }): Promise<void> {
  await telegramPlans().updateOne({ _id: roomId }, { $max: { told: n } });
}
