import { deploymentId } from "@/lib/platform/chain";
import { env } from "@/lib/platform/env";
import { type LeaseRow, leases, outbox } from "./store";

/**
 * The row of the signer that works on this chain now, or null before the first turn. A process without the key knows
 * it by this row alone: the newest lease of the chain.
 */
export async function findLease(): Promise<LeaseRow | null> {
  const rows = await leases().find({ _id: { $regex: `^${env().CHAIN_ID}:` } }).toArray();
  return rows.sort((a, b) => b.until.getTime() - a.until.getTime())[0] ?? null;
}

/** How many items of this deployment are in each state. */
export async function countItems(): Promise<Record<string, number>> {
  const rows = await outbox().aggregate<{ _id: string; count: number }>([{ $match: { deploymentId: deploymentId() } }, { $group: { _id: "$state", count: { $sum: 1 } } }]).toArray();
  return Object.fromEntries(rows.map((row) => [row._id, row.count]));
}
