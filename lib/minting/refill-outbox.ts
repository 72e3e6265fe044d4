import { pageEntitlements } from "@/lib/badges/list-entitlements";
import { now } from "@/lib/platform/clock";
import { insertItems } from "./queue-mints";

const PAGE = 500;
/** Entitlements are queued the moment they are written; this is the net below. */
const EVERY_MS = 10 * 60_000;

const lastRun = new Map<string, number>();

/**
 * Puts every entitlement into the outbox of this deployment that is not there: all of them after a chain was made
 * anew, else what a crash left out. The first time for a deployment in this process, then every ten minutes.
 */
export async function refillOutbox({ deploymentId }: { deploymentId: string }): Promise<number> {
  const due = (lastRun.get(deploymentId) ?? 0) + EVERY_MS;
  if (now().getTime() < due) return 0;
  let added = 0;
  for (let afterId = ""; ; ) {
    const page = await pageEntitlements({ afterId, limit: PAGE });
    added += await insertItems({ deploymentId, entitlements: page });
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    afterId = last._id;
  }
  lastRun.set(deploymentId, now().getTime());
  return added;
}
