import { now } from "@/lib/platform/clock";
import { LEASE_MS } from "./rules";
import { type JobRow, jobs } from "./store";

/**
 * Takes one job that is due, or one whose runner died, for this process; null when there is none. One guarded
 * update, so two processes never hold the same attempt.
 */
export async function leaseJob({ owner }: { owner: string }): Promise<JobRow | null> {
  const at = now();
  const take = { $set: { state: "leased" as const, leaseOwner: owner, leaseUntil: new Date(at.getTime() + LEASE_MS) }, $inc: { attempts: 1 } };
  const due = await jobs().findOneAndUpdate({ state: "ready", runAt: { $lte: at } }, take, { sort: { runAt: 1 }, returnDocument: "after" });
  return due ?? (await jobs().findOneAndUpdate({ state: "leased", leaseUntil: { $lt: at } }, take, { returnDocument: "after" }));
}

/** Gives back what this process still holds, so that a successor need not wait for the leases to run out. */
export async function releaseJobs({ owner }: { owner: string }): Promise<void> {
  await jobs().updateMany({ state: "leased", leaseOwner: owner }, { $set: { state: "ready", runAt: now(), leaseOwner: null, leaseUntil: null } });
}
