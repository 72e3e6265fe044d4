import type { MintState } from "../badges/schema";
import type { Hold, ItemState } from "./schema";

/** The numbers of the mint pipeline. Times in ms, fees in wei. */
export type MintSettings = {
  /** A batch is sent when the oldest item has waited this long… */
  waitMs: number;
  /** …or when this many wait. */
  batchAt: number;
  /** Most items in one transaction; the contract takes 100. */
  batchMax: number;
  /** Most transactions on their way at once. */
  inFlightMax: number;
  leaseMs: number;
  /** A transaction not mined for this long, and for three blocks, is sent again with higher fees. */
  bumpAfterMs: number;
  bumpAfterBlocks: number;
  /** A transaction that was sent is offered to the node again after this long. */
  resendAfterMs: number;
  /** Never pay more than this per gas. */
  maxFeeCap: bigint;
  minTip: bigint;
  /** A used-up nonce without any receipt of ours counts as taken by another transaction after this long. */
  missingGraceMs: number;
  /** The signer must be out of gas for this long before members may claim by themselves. */
  voucherAfterMs: number;
  /** How long a voucher is good. */
  voucherMs: number;
  /** The node's latest block must stay below what was read for this long before that counts as a reorg. */
  lagGraceMs: number;
  /** Blocks whose events are read in one request. */
  logChunk: number;
  /** The signer's balance is looked at this often. */
  watchMs: number;
};

const GWEI = 1_000_000_000n;

export const MINT_DEFAULTS: MintSettings = {
  waitMs: 5_000,
  batchAt: 25,
  batchMax: 100,
  inFlightMax: 4,
  leaseMs: 10_000,
  bumpAfterMs: 60_000,
  bumpAfterBlocks: 3,
  resendAfterMs: 3_000,
  maxFeeCap: 300n * GWEI,
  minTip: GWEI,
  missingGraceMs: 5_000,
  voucherAfterMs: 10 * 60_000,
  voucherMs: 60 * 60_000,
  lagGraceMs: 5_000,
  logChunk: 2_000,
  watchMs: 15_000,
};

/** EIP-7825: no transaction may have a higher gas limit. */
export const GAS_CEILING = 16_777_216n;

/** The gas limit for an estimate: a fifth more, because wallets with code need room left at each item. */
export const gasLimitOf = (estimate: bigint): bigint => {
  const limit = (estimate * 12n) / 10n + 20_000n;
  return limit > GAS_CEILING ? GAS_CEILING : limit;
};

export type Fees = { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint };

/** Fees for a new transaction: two blocks of growth fit under the ceiling. Null when the network asks more than the cap. */
export function feesFor({ baseFee, tip, cap }: { baseFee: bigint; tip: bigint; cap: bigint }): Fees | null {
  if (baseFee + tip > cap) return null;
  const wanted = baseFee * 2n + tip;
  return { maxFeePerGas: wanted > cap ? cap : wanted, maxPriorityFeePerGas: tip };
}

const raised = (value: bigint): bigint => (value * 125n) / 100n + 1n;

/** Both fees a quarter higher: nodes refuse a replacement that raises only one. Null when that is above the cap. */
export function bumpedFees({ last, baseFee, cap }: { last: Fees; baseFee: bigint; cap: bigint }): Fees | null {
  const maxPriorityFeePerGas = raised(last.maxPriorityFeePerGas);
  const fair = baseFee * 2n + maxPriorityFeePerGas;
  const needed = raised(last.maxFeePerGas);
  const maxFeePerGas = needed > fair ? needed : fair > cap ? cap : fair;
  return needed > cap ? null : { maxFeePerGas, maxPriorityFeePerGas };
}

/** The gas limit of a full batch of 100 awards, a little above what `npm run bench:gas` measures. */
const FULL_BATCH_GAS = 3_500_000n;

/** What a full batch can cost at most now, in wei. */
export const fullBatchCost = ({ baseFee, tip }: { baseFee: bigint; tip: bigint }): bigint => FULL_BATCH_GAS * (baseFee * 2n + tip);

/** True while a balance is low: below three full batches, and, so that it does not flicker, until it is four again. */
export const isBalanceLow = ({ balance, batchCost, wasLow }: { balance: bigint; batchCost: bigint; wasLow: boolean }): boolean => balance < batchCost * (wasLow ? 4n : 3n);

/** The server waits this much longer than a voucher is good, so that a claim in the last second is not met by a batch. */
export const VOUCHER_MARGIN_MS = 2 * 60_000;

type Claimable = { item: { state: ItemState; voucherUntil: Date | null }; hold: Hold | null; at: Date; settings: Pick<MintSettings, "voucherAfterMs"> };

/**
 * Whether the member may claim by themselves: `open` while their voucher is good, `offered` when the signer has been
 * out of gas for long and the item is in no transaction, else null.
 */
export function voucherState({ item, hold, at, settings }: Claimable): "open" | "offered" | null {
  if (item.state === "claiming") return item.voucherUntil && item.voucherUntil.getTime() - VOUCHER_MARGIN_MS > at.getTime() ? "open" : null;
  if (item.state !== "pending" || hold?.reason !== "out_of_gas") return null;
  return at.getTime() - hold.since.getTime() >= settings.voucherAfterMs ? "offered" : null;
}

/** True when waiting items should go out now. `oldest` is when the first of them was queued; times in ms. */
export const isBatchDue = ({ waiting, oldest, at, settings }: { waiting: number; oldest: number; at: number; settings: Pick<MintSettings, "waitMs" | "batchAt"> }): boolean =>
  waiting > 0 && (waiting >= settings.batchAt || at - oldest >= settings.waitMs);

/** What stops the whole signer until somebody acts. The other holds pass by themselves. */
const STOPS: readonly Hold["reason"][] = ["out_of_gas", "minter_revoked", "paused", "refused"];

/** The state a member sees, and why. `sent` is true only once a transaction is known to be out. */
export function shownState(item: { state: ItemState; txHash: string | null; reason: string | null }, hold: Pick<Hold, "reason"> | null): { state: MintState; reason: string | null } {
  if (item.state === "assigned") return { state: item.txHash ? "sent" : "queued", reason: null };
  if (item.state === "claiming") return { state: "queued", reason: "voucher" };
  if (item.state === "cancelled") return { state: "skipped", reason: item.reason ?? "cancelled" };
  if (item.state === "pending") return hold && STOPS.includes(hold.reason) ? { state: "parked", reason: hold.reason } : { state: "queued", reason: item.reason };
  return { state: item.state, reason: item.reason };
}

/** How many more badges a balance pays for, at what one cost lately. Null when none was minted yet. */
export const badgesAffordable = ({ balance, feePerBadge }: { balance: bigint; feePerBadge: bigint }): number | null =>
  feePerBadge === 0n ? null : Number(balance / feePerBadge);
