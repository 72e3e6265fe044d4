import { chainReader, deploymentId, explorerAddressUrl, explorerTxUrl, minterAccount } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { countItems, findLease } from "./find-lease";
import { readChainNonce } from "./read-log";
import { badgesAffordable, shownState } from "./rules";
import { ITEM_STATES, type MintItemView, type MintPipelineView } from "./schema";
import { type LeaseRow, outbox, type OutboxRow, txs } from "./store";

const SHOWN_ITEMS = 200;

export const viewItem = (item: OutboxRow, lease: LeaseRow | null): MintItemView => {
  const shown = shownState(item, lease?.hold ?? null);
  return {
    id: item._id,
    memberId: item.memberId,
    wallet: item.wallet,
    badgeId: item.badgeId,
    state: item.state,
    shown: shown.state,
    reason: shown.reason,
    txHash: item.txHash,
    explorer: item.txHash ? explorerTxUrl(item.txHash) : null,
    block: item.block,
    createdAt: item.createdAt.toISOString(),
    updatedAt: item.updatedAt.toISOString(),
  };
};

/** The signer's address: by its key, or where the web process has none, by the lease. */
function signerAddress(lease: LeaseRow | null): `0x${string}` | null {
  try {
    return minterAccount().address.toLowerCase() as `0x${string}`;
  } catch {
    return (lease?._id.split(":")[1] as `0x${string}` | undefined) ?? null;
  }
}

async function readSigner(address: `0x${string}` | null): Promise<{ balance: bigint | null; nonce: number | null }> {
  if (!address) return { balance: null, nonce: null };
  const [balance, nonce] = await Promise.all([chainReader().getBalance({ address }).catch(() => null), readChainNonce({ signer: address }).catch(() => null)]);
  return { balance, nonce };
}

/** The whole mint pipeline for the admin panel: what waits, what is stuck and why, the signer, the cost so far. */
export async function viewPipeline(): Promise<MintPipelineView> {
  const id = deploymentId();
  const lease = await findLease();
  const address = signerAddress(lease);
  const [counts, stuck, moving, signer, paid, inFlight] = await Promise.all([
    countItems(),
    // Apart, so that a long queue never hides what needs a person.
    outbox().find({ deploymentId: id, state: { $in: ["parked", "skipped", "cancelled"] } }).sort({ updatedAt: -1 }).limit(SHOWN_ITEMS).toArray(),
    outbox().find({ deploymentId: id, state: { $in: ["pending", "assigned", "claiming", "mined"] } }).sort({ createdAt: 1 }).limit(SHOWN_ITEMS).toArray(),
    readSigner(address),
    txs().find({ deploymentId: id, state: { $in: ["mined", "final", "reverted"] } }, { projection: { fee: 1 } }).toArray(),
    txs().find({ deploymentId: id, state: { $in: ["signed", "broadcast"] } }).sort({ nonce: 1 }).limit(SHOWN_ITEMS).toArray(),
  ]);
  const fees = paid.reduce((sum, tx) => sum + BigInt(tx.fee ?? "0"), 0n);
  const badges = (counts.mined ?? 0) + (counts.final ?? 0);
  const live = lease && lease.until > now() ? lease : null;
  return {
    counts: Object.fromEntries(ITEM_STATES.map((state) => [state, counts[state] ?? 0])) as MintPipelineView["counts"],
    items: [...stuck, ...moving].map((item) => viewItem(item, lease)),
    signer: {
      address: address ?? "",
      explorer: address && explorerAddressUrl(address),
      balance: signer.balance === null ? (lease?.balance ?? null) : String(signer.balance),
      low: lease?.lowSince != null,
      nonce: signer.nonce,
      lease: live && { owner: live.owner, until: live.until.toISOString(), epoch: live.epoch },
      hold: lease?.hold ? { reason: lease.hold.reason, since: lease.hold.since.toISOString() } : null,
    },
    inFlight: inFlight.map((tx) => ({ nonce: tx.nonce, state: tx.state, hashes: tx.forms.map((form) => form.hash), items: tx.items.length, since: tx.createdAt.toISOString(), lastError: tx.lastError })),
    cost: { transactions: paid.length, badges, fees: String(fees) },
    forecast: signer.balance === null || badges === 0 ? null : badgesAffordable({ balance: signer.balance, feePerBadge: fees / BigInt(badges) }),
  };
}
