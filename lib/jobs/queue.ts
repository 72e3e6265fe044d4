import { now } from "@/lib/platform/clock";
import { duplicatesOf } from "@/lib/platform/mongo";
import { type JobInput, jobInputs, type JobName } from "./schema";
import { type JobRow, jobs } from "./store";

type Enqueue<N extends JobName> = { name: N; key: string; input: JobInput<N>; runAt?: Date };

/**
 * Puts a job into the queue, written before this returns. `key` names the cause: the same name and key twice is one
 * job, also when it was done in the last week. Input is validated here, so a handler never meets a bad one.
 * @returns false when that job was there already
 */
export async function enqueue<N extends JobName>(options: Enqueue<N>): Promise<boolean> {
  return (await enqueueMany([options])) === 1;
}

/** `enqueue` for many jobs in one write; answers how many were new. */
export async function enqueueMany<N extends JobName>(wanted: readonly Enqueue<N>[]): Promise<number> {
  if (wanted.length === 0) return 0;
  try {
    await jobs().insertMany(wanted.map(rowOf), { ordered: false });
    return wanted.length;
  } catch (error) {
    return wanted.length - duplicatesOf(error).size;
  }
}

const rowOf = <N extends JobName>({ name, key, input, runAt }: Enqueue<N>): JobRow => ({
  _id: `${name}:${key}`,
  name,
  input: jobInputs[name].parse(input),
  state: "ready",
  runAt: runAt ?? now(),
  attempts: 0,
  leaseOwner: null,
  leaseUntil: null,
  lastError: null,
  createdAt: now(),
  finishedAt: null,
});
