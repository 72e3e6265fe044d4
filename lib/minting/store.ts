import type { Hash, Hex } from "viem";
import { defineCollection } from "@/lib/platform/mongo";
import type { Hold, ItemState, TxState } from "./schema";

export type OutboxRow = {
  /** `<deploymentId>:<wallet>:<badgeId>`: one award per wallet and badge on one deployment. */
  _id: string;
  deploymentId: string;
  memberId: string;
  wallet: `0x${string}`;
  badgeId: number;
  state: ItemState;
  /** Grows by one with each change; orders what pages are told. */
  ver: number;
  /** The chain_txs row it was put into, while `assigned`. */
  txId: string | null;
  /** Fencing number of the lease that assigned it. */
  epoch: number;
  /** Of the transaction that carries or minted it. Null while nothing was sent. */
  txHash: Hash | null;
  block: number | null;
  blockHash: Hash | null;
  /** Why it is parked, skipped or waits. */
  reason: string | null;
  /** How often a transaction with it was reverted on-chain. */
  reverts: number;
  /** While `claiming`: until when the member's voucher is good. */
  voucherUntil: Date | null;
  /** While `mined`: when it was last looked at and could not be made final. */
  askedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

/** One signed form of a transaction: each bump adds one, all are kept, any of them may be the one that is mined. */
export type SignedForm = { hash: Hash; raw: Hex; maxFeePerGas: string; maxPriorityFeePerGas: string; at: Date };

export type TxRow = {
  /** `<deploymentId>:<signer>:<nonce>`: the log has one row per nonce. */
  _id: string;
  deploymentId: string;
  signer: `0x${string}`;
  nonce: number;
  /** Outbox ids, in the order of the call; empty for one that only fills a gap. */
  items: string[];
  to: `0x${string}`;
  data: Hex;
  /** Gas limit. */
  gas: number;
  forms: SignedForm[];
  /** Fencing number of the last lease that worked on it. */
  epoch: number;
  state: TxState;
  /** When the last form was first sent, and when any was sent last. */
  sentAt: Date | null;
  lastTriedAt: Date | null;
  /** The block that was latest when the last form was first sent. */
  sentBlock: number;
  /** Since when its nonce is used up without a receipt for any of its forms. */
  missingSince: Date | null;
  lastError: string | null;
  /** How often a node refused it for good; too often, and it becomes one that only uses up its nonce. */
  refusals: number;
  minedHash: Hash | null;
  block: number | null;
  blockHash: Hash | null;
  /** Wei, decimal. */
  fee: string | null;
  createdAt: Date;
};

export type LeaseRow = {
  /** `<chainId>:<signer>` */
  _id: string;
  owner: string;
  until: Date;
  /** Grows with each new holder. A write that carries an older one is refused. */
  epoch: number;
  /** One above the nonce that was signed last. For the eye only: the log decides. */
  nextNonce: number;
  hold: Hold | null;
  /** Wei, decimal, as last seen. */
  balance: string | null;
  /** What the last batch could have cost at most. Wei, decimal. */
  batchCost: string | null;
  /** Since when the balance pays for fewer than three full batches: one episode, told once. */
  lowSince: Date | null;
  seenAt: Date | null;
};

export type CursorRow = {
  /** `badges:<deploymentId>` */
  _id: string;
  /** Events up to this block are in. */
  block: number;
  /** Since when the node's latest block has been below `block`: it lags, or blocks were taken back. */
  behindSince: Date | null;
  /** Hashes of the last blocks that were looked at, oldest first: where a reorg is noticed. */
  hashes: { number: number; hash: Hash }[];
};

export type EventRow = {
  /** `<blockHash>:<txHash>:<logIndex>` */
  _id: string;
  deploymentId: string;
  kind: "awarded" | "skipped";
  wallet: `0x${string}`;
  badgeId: number;
  reason: string | null;
  block: number;
  blockHash: Hash;
  txHash: Hash;
};

export const outbox = defineCollection<OutboxRow>("mint_outbox", [{ key: { deploymentId: 1, state: 1, createdAt: 1 } }, { key: { txId: 1 } }, { key: { deploymentId: 1, block: 1 } }]);
export const txs = defineCollection<TxRow>("chain_txs", [{ key: { deploymentId: 1, signer: 1, state: 1 } }, { key: { deploymentId: 1, signer: 1, nonce: -1 } }]);
export const leases = defineCollection<LeaseRow>("signer_leases");
export const cursors = defineCollection<CursorRow>("chain_cursors");
export const events = defineCollection<EventRow>("chain_events", [{ key: { deploymentId: 1, block: 1 } }, { key: { deploymentId: 1, wallet: 1, badgeId: 1 } }]);

export const outboxId = (deploymentId: string, wallet: string, badgeId: number): string => `${deploymentId}:${wallet.toLowerCase()}:${badgeId}`;
export const txId = (deploymentId: string, signer: string, nonce: number): string => `${deploymentId}:${signer.toLowerCase()}:${nonce}`;
export const leaseId = (chainId: number, signer: string): string => `${chainId}:${signer.toLowerCase()}`;
export const cursorId = (deploymentId: string): string => `badges:${deploymentId}`;
