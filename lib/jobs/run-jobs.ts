import { ZodError } from "zod";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { log, scrub } from "@/lib/platform/log";
import { counters } from "@/lib/platform/metrics";
import { leaseDueJob, leaseOrphanedJob } from "./lease-job";
import { handlers } from "./registry";
import { LEASE_MS, MAX_ATTEMPTS, pauseAfter } from "./rules";
import { jobInputs, type JobName } from "./schema";
import { type JobRow, jobs } from "./store";

const PARALLEL = 4;
/** No round runs longer than this many jobs, so that a flood cannot keep a stopping worker from noticing. */
const LONGEST_ROUND = 200;

/** The same call again can only fail again: the input or the thing it names is wrong. */
const isHopeless = (error: unknown): boolean =>
  error instanceof ZodError || (error instanceof ClubError && ["bad_request", "invalid", "not_found", "forbidden"].includes(error.code));

/** The pause in ms that whoever refused has asked for. */
const askedPause = (error: unknown): number => (error instanceof ClubError && error.retryAfter ? error.retryAfter * 1000 : 0);

const wordsOf = (error: unknown): string => scrub(error instanceof Error ? error.message : String(error)).slice(0, 500);

type RunJobs = {
  /** Names this process in the lease. */
  owner: string;
  /** Ends the round after the jobs that are running now. */
  signal?: AbortSignal;
};

/**
 * Runs the jobs that are due, at most four at a time, until none is left, and answers how many it ran. A failure is
 * tried again later, up to `MAX_ATTEMPTS`; wrong input is dead at once. Never throws because of a job.
 */
export async function runJobs({ owner, signal }: RunJobs): Promise<number> {
  let ran = 0;
  const next = async () => (signal?.aborted || ran >= LONGEST_ROUND ? null : leaseDueJob({ owner }));
  const lane = async (first: JobRow | null) => {
    for (let job = first; job; job = await next()) {
      ran += 1;
      await runJob({ job, owner });
    }
  };
  const first = await next();
  if (!first) return 0;
  // All lanes begin at once: one that failed before somebody waited for it would end the process.
  await Promise.all([lane(first), ...Array.from({ length: PARALLEL - 1 }, async () => lane(await next()))]);
  return ran;
}

/** Runs the jobs whose runners died, one after the other, and answers how many there were. */
export async function runOrphanedJobs({ owner, signal }: RunJobs): Promise<number> {
  for (let ran = 0; ; ran += 1) {
    const job = signal?.aborted || ran >= LONGEST_ROUND ? null : await leaseOrphanedJob({ owner });
    if (!job) return ran;
    await runJob({ job, owner });
  }
}

async function runJob({ job, owner }: { job: JobRow; owner: string }): Promise<void> {
  const mine = { _id: job._id, state: "leased", leaseOwner: owner, attempts: job.attempts } as const;
  const renewal = setInterval(() => {
    jobs().updateOne(mine, { $set: { leaseUntil: new Date(now().getTime() + LEASE_MS) } }).catch(() => undefined);
  }, LEASE_MS / 2);
  try {
    if (job.attempts > MAX_ATTEMPTS) throw new ClubError("internal", "Every process that ran this job died.");
    await handle(job.name, job.input);
    await jobs().updateOne(mine, { $set: { state: "done", finishedAt: now(), leaseOwner: null, leaseUntil: null, lastError: null } });
    counters.jobs.inc({ name: job.name, result: "done" });
  } catch (error) {
    const dead = isHopeless(error) || job.attempts >= MAX_ATTEMPTS;
    const line = { job: job._id, attempts: job.attempts, error: wordsOf(error) };
    if (dead) log("jobs").error(line, "a job is dead");
    else log("jobs").warn(line, "a job failed and will be tried again");
    counters.jobs.inc({ name: job.name, result: dead ? "dead" : "failed" });
    await jobs().updateOne(mine, {
      $set: {
        state: dead ? "dead" : "ready",
        runAt: new Date(now().getTime() + Math.max(pauseAfter(job.attempts), askedPause(error))),
        finishedAt: dead ? now() : null,
        leaseOwner: null,
        leaseUntil: null,
        lastError: wordsOf(error),
      },
    });
  } finally {
    clearInterval(renewal);
  }
}

async function handle<N extends JobName>(name: N, input: unknown): Promise<void> {
  const schema = jobInputs[name];
  if (!schema) throw new ClubError("invalid", `No job is called ${name}.`);
  const parsed = schema.parse(input);
  const { handle: run } = await handlers[name]();
  // The table gives each name its own input; TypeScript cannot follow one name through both tables.
  await run(parsed as Parameters<typeof run>[0]);
}
