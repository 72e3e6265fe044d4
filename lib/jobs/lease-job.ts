import { now } from "@/lib/platform/clock";
import { LEASE_MS } from "./rules";
import { type JobRow, jobs } from "./store";

const take = (owner: string, at: Date) => ({
  $set: { state: "leased" as const, leaseOwner: owner, leaseUntil: new Date(at.getTime() + LEASE_MS) },
  $inc: { attempts: 1 },
});

/** Takes the job that is due longest for this process; null when none is. One guarded update: nobody else has it. */
export async function leaseDueJob({ owner }: { owner: string }): Promise<JobRow | null> {
  const at = now();
  return jobs().findOneAndUpdate({ state: "ready", runAt: { $lte: at } }, take(owner, at), { sort: { runAt: 1 }, returnDocument: "after" });
}

/** Takes over a job whose runner died: its lease ran out. Null when there is none. */
export async function leaseOrphanedJob({ owner }: { owner: string }): Promise<JobRow | null> {
  const at = now();
  return jobs().findOneAndUpdate({ state: "leased", leaseUntil: { $lt: at } }, take(owner, at), { returnDocument: "after" });
}

/** Gives back what this process still holds, so that a successor need not wait for the leases to run out. */
export async function releaseJobs({ owner }: { owner: string }): Promise<void> {
  await jobs().updateMany({ state: "leased", leaseOwner: owner }, { $set: { state: "ready", runAt: now(), leaseOwner: null, leaseUntil: null } });
}
