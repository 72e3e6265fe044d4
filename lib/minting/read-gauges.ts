import { gauges } from "@/lib/platform/metrics";
import { ITEM_STATES } from "./schema";
import { countItems, findLease } from "./find-lease";

/** Sets the gauges that describe the pipeline from the database, so that any process can be asked for them. */
export async function readGauges(): Promise<void> {
  const [counts, lease] = await Promise.all([countItems(), findLease()]);
  for (const state of ITEM_STATES) gauges.outbox.set({ state }, counts[state] ?? 0);
  if (lease?.balance) gauges.signerBalance.set(Number(lease.balance) / 1e18);
}
