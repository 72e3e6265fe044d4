import { ClubError } from "@/lib/platform/errors";
import { sleep } from "@/lib/platform/sleep";
import { releaseSigner } from "./lease-signer";
import { mintOnce, type MintResult, type Quiet } from "./mint-once";
import type { MintSettings } from "./rules";
import { describeTurn } from "./turn";

const IDLE_MS = 1_000;
const BUSY_MS = 250;

type RunMinter = { owner: string; signal: AbortSignal; settings?: Partial<MintSettings> };

/**
 * Turns the mint loop until the signal: once a second, faster while something is on its way. Ends with the lease
 * given back. A turn that fails ends it with that error, for the caller to begin anew after a pause.
 */
export async function runMinter({ owner, signal, settings }: RunMinter): Promise<void> {
  try {
    let quiet: Quiet | null = null;
    while (!signal.aborted) {
      const turn: Pick<MintResult, "busy" | "quiet"> = await mintOnce({ owner, quiet, ...(settings ? { settings } : {}) }).catch(tolerateTakeover);
      quiet = turn.quiet;
      await sleep(turn.busy ? BUSY_MS : IDLE_MS, signal);
    }
  } finally {
    await releaseSigner(describeTurn({ owner })).catch(() => undefined);
  }
}

/** Another worker took over in the middle of a turn: that is what leases are for. */
function tolerateTakeover(error: unknown): Pick<MintResult, "busy" | "quiet"> {
  if (error instanceof ClubError && error.reason === "lease_lost") return { busy: false, quiet: null };
  throw error;
}
