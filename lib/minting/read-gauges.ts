import { gauges } from "@/lib/platform/metrics";
import { countItems, findLease } from "./find-lease";
import { holdReason, ITEM_STATES } from "./schema";

/** Sets the gauges that describe the pipeline from the database, so that any process can be asked for them. */
export async function readGauges(): Promise<void> {
  const [counts, lease] = await Promise.all([countItems(), findLease()]);
  for (const state of ITEM_STATES) gauges.outbox.set({ state }, counts[state] ?? 0);
  gauges.signerLow.set(lease?.lowSince ? 1 : 0);
  for (const reason of holdReason.options) gauges.signerHeld.set({ reason }, lease?.hold?.reason === reason ? 1 : 0);
  if (lease?.balance) gauges.signerBalance.set(Number(lease.balance) / 1e18);
}
