import { enqueue } from "@/lib/jobs/queue";
import { deploymentId, keeperWallet } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { findDueRenewals } from "./find-due-renewals";

/** A renewal that could not be paid is tried again this much later, until its time is over. */
const SLOT_MS = 10 * 60_000;

/**
 * Queues the renewals that are due, once in ten minutes: one job for all of them, because they are sent by one key.
 * Nothing without a keeper. @returns whether a job was queued
 */
export async function queueRenewals(): Promise<boolean> {
  if (!keeperWallet() || (await findDueRenewals()).length === 0) return false;
  const slot = Math.floor(now().getTime() / SLOT_MS);
  return enqueue({ name: "renew-passes", key: `${deploymentId()}:${slot}`, input: { slot } });
}
