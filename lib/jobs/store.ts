import { defineCollection } from "@/lib/platform/mongo";
import type { JobName } from "./schema";

export type JobRow = {
  /** `<name>:<key>`: the same cause enqueued twice is one job. */
  _id: string;
  name: JobName;
  input: unknown;
  state: "ready" | "leased" | "done" | "dead";
  runAt: Date;
  attempts: number;
  leaseOwner: string | null;
  leaseUntil: Date | null;
  lastError: string | null;
  createdAt: Date;
  finishedAt: Date | null;
};

export const jobs = defineCollection<JobRow>("jobs", [{ key: { state: 1, runAt: 1 } }]);
