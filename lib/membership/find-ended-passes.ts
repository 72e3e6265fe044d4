import { chainReader, deploymentId } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { GRANT_BATCH } from "./grant-rules";
import { GRACE_MS } from "./pass-rules";
import { askChain, membershipContract, readHead } from "./read-chain";
import { laterOf } from "./rules";
import { memberships, type Wallet } from "./store";

/**
 * Wallets whose pass ended so long ago that anybody may clear it away, which frees its seat: found in the projection,
 * asked from the contract. The longest ended first, at most as many as one transaction takes.
 * @throws ClubError unavailable (`chain_away`)
 */
export async function findEndedPasses(): Promise<Wallet[]> {
  const { time } = await readHead();
  const before = new Date(laterOf(now(), time).getTime() - GRACE_MS);
  const rows = await memberships().find({ deployment: deploymentId(), tier: { $gt: 0 }, expiresAt: { $lt: before } }).sort({ expiresAt: 1 }).limit(GRANT_BATCH).toArray();
  if (rows.length === 0) return [];
  // A pass that was cleared away or renewed a moment ago may still stand in the projection.
  const ends = await askChain(() =>
    chainReader().multicall({ allowFailure: false, deployless: true, contracts: rows.map((row) => ({ ...membershipContract(), functionName: "expiresAt" as const, args: [row._id] as const })) }),
  );
  return rows.filter((_, index) => (ends[index] ?? 0n) > 0n && Number(ends[index]) * 1000 < before.getTime()).map((row) => row._id);
}
