import { z } from "zod";
import { mintState } from "../badges/schema";

/**
 * Where one badge of one member is on its way to the chain. `pending` waits for a batch; `assigned` is in one
 * transaction, logged and perhaps sent; `claiming` is left to the member's own voucher for a while.
 */
export const ITEM_STATES = ["pending", "assigned", "claiming", "mined", "final", "parked", "skipped", "cancelled"] as const;
export const itemState = z.enum(ITEM_STATES);
export type ItemState = z.infer<typeof itemState>;

/** `signed` is in the log; `broadcast` was taken by the node, or may have been. */
export const txState = z.enum(["signed", "broadcast", "mined", "final", "reverted", "abandoned"]);
export type TxState = z.infer<typeof txState>;

/** Why the signer does not send. */
export const holdReason = z.enum(["out_of_gas", "minter_revoked", "paused", "fee_too_high", "rate_limited", "refused"]);
export type Hold = { reason: z.infer<typeof holdReason>; since: Date };

/** The id of an item in an address, where its colons may stand encoded. */
export const mintParams = z.object({ id: z.string().transform((id) => id.replaceAll(/%3a/gi, ":")).pipe(z.string().regex(/^\d+:0x[0-9a-f]{40}:0x[0-9a-f]{64}:0x[0-9a-f]{40}:\d{1,3}$/)) });
export const voucherParams = z.object({ id: z.coerce.number().int().min(0).max(127) });

/** What the member's wallet needs to call `claim(to, id, deadline, signature)` on `contract`. `deadline` in unix seconds. */
export const voucherView = z.object({ contract: z.string(), chainId: z.number().int(), to: z.string(), id: z.number().int(), deadline: z.number().int(), signature: z.string() });
export type VoucherView = z.infer<typeof voucherView>;

export const mintItemView = z.object({
  id: z.string(),
  memberId: z.string(),
  wallet: z.string(),
  badgeId: z.number().int(),
  state: itemState,
  /** What the member sees. */
  shown: mintState,
  reason: z.string().nullable(),
  txHash: z.string().nullable(),
  explorer: z.string().nullable(),
  block: z.number().int().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type MintItemView = z.infer<typeof mintItemView>;

/** The mint pipeline as admins see it. Amounts in wei, decimal strings. */
export const mintPipelineView = z.object({
  counts: z.record(itemState, z.number().int()),
  /** What is parked, skipped or taken out, with its reason, newest first; then what waits or moves, oldest first. */
  items: z.array(mintItemView),
  signer: z.object({
    address: z.string(),
    explorer: z.string().nullable(),
    balance: z.string().nullable(),
    /** Fewer than three full batches are paid for. */
    low: z.boolean(),
    nonce: z.number().int().nullable(),
    lease: z.object({ owner: z.string(), until: z.iso.datetime(), epoch: z.number().int() }).nullable(),
    hold: z.object({ reason: holdReason, since: z.iso.datetime() }).nullable(),
  }),
  inFlight: z.array(z.object({ nonce: z.number().int(), state: txState, hashes: z.array(z.string()), items: z.number().int(), since: z.iso.datetime(), lastError: z.string().nullable() })),
  cost: z.object({ transactions: z.number().int(), badges: z.number().int(), fees: z.string() }),
  /** How many more badges the balance pays for, at what they cost so far; null before the first. */
  forecast: z.number().int().nullable(),
});
export type MintPipelineView = z.infer<typeof mintPipelineView>;
