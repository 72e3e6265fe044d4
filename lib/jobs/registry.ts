import type { JobInput, JobName } from "./schema";

type Handler<N extends JobName> = { handle: (input: JobInput<N>) => Promise<void> };

/**
 * The only place that knows which file does which job, so that domains need not know each other. Loaded on first
 * use: a process that never meets a job never loads what it needs.
 */
export const handlers: { [N in JobName]: () => Promise<Handler<N>> } = {
  "evict-member": () => import("./evict-member"),
  "finish-removal": () => import("./finish-removal"),
  "renew-passes": () => import("./renew-passes"),
  "entitle-badges": () => import("./entitle-badges"),
  "notify-badge": () => import("./notify-badge"),
  "warn-low-balance": () => import("./warn-low-balance"),
  "check-door": () => import("./check-door"),
  "announce-room": () => import("./announce-room"),
  "remind-room": () => import("./remind-room"),
  "tell-room-soon": () => import("./tell-room-soon"),
  "announce-plan": () => import("./announce-plan"),
  "withdraw-live": () => import("./withdraw-live"),
  "tell-room-ended": () => import("./tell-room-ended"),
  "tell-invited": () => import("./tell-invited"),
};
