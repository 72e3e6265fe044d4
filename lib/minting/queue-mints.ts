import { listEntitlements } from "@/lib/badges/list-entitlements";
import { deploymentId } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { moveItem, tellItem } from "./move-item";
import { outbox, outboxId, type OutboxRow } from "./store";

type Entitled = { memberId: string; badgeId: number; wallet: `0x${string}` };

/** Inserts the items that are not in the outbox of this deployment yet, and answers how many there were. */
export async function insertItems({ deploymentId: id, entitlements }: { deploymentId: string; entitlements: readonly Entitled[] }): Promise<number> {
  const wanted = entitlements.map((entitled) => ({ entitled, _id: outboxId(id, entitled.wallet, entitled.badgeId) }));
  const had = new Set((await outbox().find({ _id: { $in: wanted.map(({ _id }) => _id) } }, { projection: { _id: 1 } }).toArray()).map((row) => row._id));
  let added = 0;
  for (const { entitled, _id } of wanted) {
    if (had.has(_id)) continue;
    const row = newItem({ _id, deploymentId: id, entitled });
    try {
      await outbox().insertOne(row);
    } catch (error) {
      if (isDuplicateKey(error)) continue;
      throw error;
    }
    added += 1;
    await tellItem(row);
  }
  return added;
}

const newItem = ({ _id, deploymentId: id, entitled }: { _id: string; deploymentId: string; entitled: Entitled }): OutboxRow => ({
  _id,
  deploymentId: id,
  memberId: entitled.memberId,
  wallet: entitled.wallet,
  badgeId: entitled.badgeId,
  state: "pending",
  ver: 1,
  txId: null,
  epoch: 0,
  txHash: null,
  block: null,
  blockHash: null,
  reason: null,
  reverts: 0,
  voucherUntil: null,
  askedAt: null,
  createdAt: now(),
  updatedAt: now(),
});

/**
 * Puts what a member is entitled to into the mint pipeline; what is in it stays as it is. A badge is awarded to the
 * wallet that earned it: when the account has moved to another one since, what was not sent yet is parked, because
 * only the owner's `reissue` moves badges between wallets.
 */
export async function queueMints({ memberId }: { memberId: string }): Promise<number> {
  const id = deploymentId();
  const entitlements = await listEntitlements({ memberId });
  const added = await insertItems({ deploymentId: id, entitlements });
  for (const entitled of entitlements)
    if (!entitled.walletIsCurrent) await moveItem({ id: outboxId(id, entitled.wallet, entitled.badgeId), from: ["pending"], set: { state: "parked", reason: "wallet_moved" } });
  return added;
}
