import { hostname } from "node:os";
import { runChainFollower } from "@/lib/membership/follow-chain";
import { queueRenewals } from "@/lib/membership/queue-renewals";
import { runMinter } from "@/lib/minting/run-minter";
import { isLocalChain } from "@/lib/platform/env";
import { newSecret } from "@/lib/platform/ids";
import { isTelegramOn } from "@/lib/platform/telegram-api";
import { sleep } from "@/lib/platform/sleep";
import { closeGhostSeats } from "@/lib/rooms/close-ghost-seats";
import { finishStuckRooms } from "@/lib/rooms/finish-stuck-rooms";
import { reconcileRooms } from "@/lib/rooms/reconcile-rooms";
import { settleAttendance } from "@/lib/rooms/settle-attendance";
import { runSender } from "@/lib/telegram/run-sender";
import { sweepDoor, sweepIfAsked } from "@/lib/telegram/sweep-door";
import { applyPendingXp } from "@/lib/xp/apply-pending-xp";
import { refreshLeaderboard } from "@/lib/xp/refresh-leaderboard";
import { forgetJobs } from "./forget-jobs";
import { releaseJobs } from "./lease-job";
import { runJobs, runOrphanedJobs } from "./run-jobs";
import { runLoop } from "./run-loop";
import { tellPasses } from "./tell-passes";
import { tellWeek } from "./tell-week";
import { watchRooms } from "./watch-rooms";

/** What still runs this long after the signal, in ms, is left behind: its leases are given back all the same. */
const LONGEST_END_MS = 3_000;

/** Jobs come in company: where one was, the next is looked for soon. */
const JOBS_AGAIN_MS = 100;

/**
 * Everything the worker does, until the signal: jobs, the chain follower, the reconcilers and the mint pipeline.
 * Each runs in its own loop; one that fails never stops the others. Resolves when all of them have ended; leases
 * are given back. Several workers may run: what must not happen twice is leased or keyed.
 */
export async function runWorker({ signal }: { signal: AbortSignal }): Promise<void> {
  const owner = `${hostname()}:${process.pid}:${newSecret(4)}`;
  const loop = (name: string, everyMs: number, turn: () => Promise<unknown>) => runLoop({ name, everyMs, signal, turn });
  const ended = Promise.all([
    loop("jobs", 500, async () => ((await runJobs({ owner, signal })) > 0 ? JOBS_AGAIN_MS : undefined)),
    loop("orphaned-jobs", 5_000, () => runOrphanedJobs({ owner, signal }).then(() => undefined)),
    loop("old-jobs", 3_600_000, () => forgetJobs().then(() => undefined)),
    loop("chain-follower", 1_000, () => runChainFollower({ signal })),
    // The local chain costs nothing to ask: what a demo waits for comes soon.
    loop("renewals", isLocalChain() ? 5_000 : 30_000, () => queueRenewals()),
    loop("rooms", 30_000, () => reconcileRooms()),
    loop("attendance", 5_000, () => settleAttendance()),
    loop("xp", 2_000, () => applyPendingXp()),
    loop("leaderboard", 15_000, () => refreshLeaderboard()),
    loop("ghost-seats", 5_000, () => closeGhostSeats()),
    loop("stuck-rooms", 10_000, () => finishStuckRooms()),
    loop("minter", 1_000, () => runMinter({ owner, signal })),
    ...(isTelegramOn()
      ? [
          loop("telegram-sender", 1_000, () => runSender({ owner, signal })),
          loop("telegram-rooms", 15_000, () => watchRooms()),
          loop("telegram-passes", 15 * 60_000, () => tellPasses()),
          loop("telegram-door", 15 * 60_000, () => sweepDoor()),
          loop("telegram-door-asked", 2_000, () => sweepIfAsked()),
          loop("telegram-week", 30 * 60_000, () => tellWeek()),
        ]
      : []),
  ]);
  await Promise.race([ended, untilTooLate(signal)]);
  await releaseJobs({ owner });
}

async function untilTooLate(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  await sleep(LONGEST_END_MS);
}
