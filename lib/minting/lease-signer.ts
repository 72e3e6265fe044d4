import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { type LeaseRow, leases } from "./store";
import type { MintTurn } from "./turn";

type Wanted = Pick<MintTurn, "leaseId" | "owner" | "settings">;

/**
 * The lease of the signer for this process: kept when it is ours (prolonged at half-life), taken with the next epoch
 * when it is free or ran out, null while somebody else holds it. There is one holder per signer, and whoever held
 * it before carries a lower epoch.
 */
export async function leaseSigner({ leaseId: _id, owner, settings }: Wanted): Promise<LeaseRow | null> {
  const at = now();
  const until = new Date(at.getTime() + settings.leaseMs);
  const halfLife = new Date(at.getTime() + settings.leaseMs / 2);
  const mine = await leases().findOne({ _id, owner, until: { $gt: at } });
  if (mine && mine.until > halfLife) return mine;
  if (mine) {
    const kept = await leases().findOneAndUpdate({ _id, owner, epoch: mine.epoch, until: { $gt: at } }, { $set: { until } }, { returnDocument: "after" });
    if (kept) return kept;
  }
  const taken = await leases().findOneAndUpdate({ _id, until: { $lte: at } }, { $set: { owner, until }, $inc: { epoch: 1 } }, { returnDocument: "after" });
  if (taken) return taken;
  try {
    const first: LeaseRow = { _id, owner, until, epoch: 1, nextNonce: 0, hold: null, balance: null, batchCost: null, lowSince: null, seenAt: null };
    await leases().insertOne(first);
    return first;
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

/**
 * Asks once more, in the moment before something that cannot be taken back, whether the lease is still ours.
 * @throws ClubError conflict (`lease_lost`)
 */
export async function requireLease(turn: MintTurn): Promise<void> {
  const held = await leases().findOne({ _id: turn.leaseId, owner: turn.owner, epoch: turn.epoch, until: { $gt: now() } });
  if (!held) throw new ClubError("conflict", "Another worker holds the signer now.", { reason: "lease_lost" });
}

/** Lets a successor begin at once. Does nothing when the lease is not ours any more. */
export async function releaseSigner({ leaseId: _id, owner }: Pick<MintTurn, "leaseId" | "owner">): Promise<void> {
  await leases().updateOne({ _id, owner }, { $set: { until: now() } });
}
