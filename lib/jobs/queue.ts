import { now } from "@/lib/platform/clock";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { type JobInput, jobInputs, type JobName } from "./schema";
import { jobs } from "./store";

/**
 * Puts a job into the queue, written before this returns. `key` names the cause: the same name and key twice is one
 * job, also when it was done in the last week. Input is validated here, so a handler never meets a bad one.
 * @returns false when that job was there already
 */
export async function enqueue<N extends JobName>(options: { name: N; key: string; input: JobInput<N>; runAt?: Date }): Promise<boolean> {
  const input = jobInputs[options.name].parse(options.input);
  try {
    await jobs().insertOne({
      _id: `${options.name}:${options.key}`,
      name: options.name,
      input,
      state: "ready",
      runAt: options.runAt ?? now(),
      attempts: 0,
      leaseOwner: null,
      leaseUntil: null,
      lastError: null,
      createdAt: now(),
      finishedAt: null,
    });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
