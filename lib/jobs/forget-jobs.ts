import { now } from "@/lib/platform/clock";
import { jobs } from "./store";

/** How long a job that was done is remembered, and with it that its cause was dealt with. */
const KEPT_MS = 7 * 24 * 3_600_000;

/**
 * Forgets what was done more than a week ago, so that the queue stays as small as the club's week. Causes do not
 * come back after that long; dead jobs stay until somebody looks. Answers how many.
 */
export async function forgetJobs(): Promise<number> {
  return (await jobs().deleteMany({ state: "done", finishedAt: { $lt: new Date(now().getTime() - KEPT_MS) } })).deletedCount;
}
