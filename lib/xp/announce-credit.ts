import type { z } from "zod";
import { publishToMember } from "@/lib/platform/realtime";
import type { xpEvents } from "./schema";

type Credit = { memberId: string; event: z.infer<(typeof xpEvents)["xp.credited"]> };

const WIDTH = 4;
const MOST_WAITING = 2_000;
const waiting: Credit[] = [];
let running = 0;

/**
 * Tells a member's open pages about a credit, soon and a few at a time, without making the ledger wait for the
 * realtime server. A courtesy: when far too many wait, the rest is left out, and every page can ask for its totals.
 */
export function announceCredit(credit: Credit): void {
  if (waiting.length >= MOST_WAITING) return;
  waiting.push(credit);
  if (running < WIDTH) void work();
}

async function work(): Promise<void> {
  running += 1;
  for (let next = waiting.shift(); next; next = waiting.shift()) await publishToMember(next.memberId, "xp.credited", next.event);
  running -= 1;
}
