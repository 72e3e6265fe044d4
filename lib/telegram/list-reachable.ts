import { telegramLinks } from "./store";

/** The members with a link that may be written to, after `afterId` in order of their ids, at most `limit`. */
export async function listReachable(options: { afterId: string; limit: number }): Promise<string[]> {
  const rows = await telegramLinks().find({ _id: { $gt: options.afterId }, blockedAt: null }).sort({ _id: 1 }).limit(options.limit).toArray();
  return rows.map((row) => row._id);
}
