import type { z } from "zod";
import { publishToMembers } from "@/lib/platform/realtime";
import type { xpEvents } from "./schema";

type Credit = { memberId: string; payload: z.infer<(typeof xpEvents)["xp.credited"]> };

const MOST_AT_ONCE = 50;
const MOST_WAITING = 2_000;
const waiting: Credit[] = [];
let running = false;

/**
 * Tells members' open pages about credits, soon and many in one request, without making the ledger wait for the
 * realtime server. A courtesy: when far too many wait, the rest is left out, and every page can ask for its totals.
 */
export function announceCredits(credits: readonly Credit[]): void {
  waiting.push(...credits.slice(0, MOST_WAITING - waiting.length));
  if (!running) void work();
}

/** One after the other, so that a member hears of two credits in their order. */
async function work(): Promise<void> {
  running = true;
  while (waiting.length > 0) await publishToMembers({ event: "xp.credited", to: waiting.splice(0, MOST_AT_ONCE) });
  running = false;
}
