import { log } from "@/lib/platform/log";
import { sleep } from "@/lib/platform/sleep";

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** A turn that went well for this long before it failed, such as one that is a loop of its own, counts as a good one. */
const GOOD_AFTER_MS = 60_000;

type RunLoop = {
  name: string;
  /** Pause between two turns, in ms; a turn may ask for a shorter one by answering it. */
  everyMs: number;
  signal: AbortSignal;
  turn: () => Promise<unknown>;
};

/**
 * Repeats `turn` until the signal. A turn that fails is repeated after a growing pause (1 s to 30 s) and never ends
 * the loop; the same fault is logged once, and once more when it is over.
 */
export async function runLoop({ name, everyMs, signal, turn }: RunLoop): Promise<void> {
  let failures = 0;
  let lastFault: string | undefined;
  while (!signal.aborted) {
    const begun = Date.now();
    try {
      const wanted = await turn();
      if (lastFault !== undefined) log("worker").info({ loop: name, failures }, "the loop works again");
      failures = 0;
      lastFault = undefined;
      await sleep(typeof wanted === "number" ? Math.min(wanted, everyMs) : everyMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (Date.now() - begun > GOOD_AFTER_MS) {
        failures = 0;
        lastFault = undefined;
      }
      const fault = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).split("\n")[0] ?? "";
      if (fault !== lastFault) log("worker").error({ loop: name, err: error }, "the loop failed and goes on");
      lastFault = fault;
      await sleep(Math.min(LONGEST_PAUSE_MS, Math.max(everyMs, FIRST_PAUSE_MS * 2 ** failures)), signal);
      failures = Math.min(failures + 1, 10);
    }
  }
}
