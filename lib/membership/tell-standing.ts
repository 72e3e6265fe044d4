import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { publishToMember } from "@/lib/platform/realtime";
import { readStanding } from "./read-standing";
import { membershipEvents } from "./schema";
import type { Wallet } from "./store";

/**
 * Tells a member's open pages what they may do now. A courtesy: the gate reads for itself, so nothing is told while
 * the chain is away.
 */
export async function tellStanding({ wallet }: { wallet: Wallet }): Promise<void> {
  try {
    const { account, membership, roles, banned } = await readStanding({ wallet });
    if (!account) return;
    const at = now();
    const payload = membershipEvents["membership.changed"].parse({ at: at.toISOString(), ver: at.getTime(), membership, roles, banned });
    await publishToMember(account._id, "membership.changed", payload);
  } catch (error) {
    if (!(error instanceof ClubError)) throw error;
    log("membership").warn({ reason: error.reason }, "a change of standing was not told");
  }
}
