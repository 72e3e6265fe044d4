import { type Abi, type Address, decodeEventLog, decodeFunctionData, type Hash, type Hex, type Log, TransactionNotFoundError, TransactionReceiptNotFoundError } from "viem";
import { clubBadgesAbi, clubMembershipAbi } from "@/lib/generated/contracts";
import { chainReader, deployment } from "./chain";
import { ClubError } from "./errors";

/** A value of a call or an event, written out. Lists and structs as JSON. */
export type NamedValue = { name: string; value: string };
export type DecodedCall = { name: string; args: NamedValue[] };
/** `name` null: an event of a contract that is not the club's. */
export type TransactionEvent = { index: number; address: Address; name: string | null; args: NamedValue[] };
/** A transaction for people. Amounts in wei. `block` and what follows it are null while it waits for its block. */
export type TransactionView = {
  hash: Hash;
  status: "pending" | "success" | "failed";
  from: Address;
  /** Null for a transaction that made a contract. */
  to: Address | null;
  created: Address | null;
  value: bigint;
  nonce: number;
  call: DecodedCall | null;
  block: number | null;
  confirmations: number;
  time: Date | null;
  fee: bigint | null;
  events: TransactionEvent[];
};

const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part)) ?? "");

/** Arguments come as a list for a call and as a record for an event; both get the names of the contract's own definition. */
function named(args: unknown, inputs: readonly { name?: string | undefined }[]): NamedValue[] {
  return inputs.map((input, index) => {
    const name = input.name || String(index);
    const value: unknown = Array.isArray(args) ? args[index] : (args as Record<string, unknown> | undefined)?.[name];
    return { name, value: text(typeof value === "bigint" ? value.toString() : value) };
  });
}

const partsOf = (abi: Abi, type: "function" | "event", name: string, count: number) => {
  const item = abi.find((part) => part.type === type && "name" in part && part.name === name && part.inputs.length === count);
  return item && "inputs" in item ? item.inputs : [];
};

function abiOf(address: Address | null): Abi | null {
  const { membership, badges } = deployment();
  const at = address?.toLowerCase();
  if (at === membership.address.toLowerCase()) return clubMembershipAbi;
  return at === badges.address.toLowerCase() ? clubBadgesAbi : null;
}

function decodeCall(to: Address | null, data: Hex): DecodedCall | null {
  const abi = abiOf(to);
  if (!abi || data === "0x") return null;
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi, data });
    return { name: functionName, args: named(args, partsOf(abi, "function", functionName, args.length)) };
  } catch {
    // Data that is no call of ours says nothing.
    return null;
  }
}

function decodeEvent({ address, data, topics, logIndex }: Log): TransactionEvent {
  const index = logIndex ?? 0;
  const abi = abiOf(address);
  if (!abi) return { index, address, name: null, args: [] };
  try {
    const { eventName, args } = decodeEventLog({ abi, data, topics, strict: false });
    const name = eventName ?? null;
    return { index, address, name, args: name ? named(args, partsOf(abi, "event", name, Array.isArray(args) ? args.length : Object.keys((args as object | undefined) ?? {}).length)) : [] };
  } catch {
    return { index, address, name: null, args: [] };
  }
}

const orNull = <T>(ask: Promise<T>): Promise<T | null> =>
  ask.catch((error: unknown) => {
    if (error instanceof TransactionNotFoundError || error instanceof TransactionReceiptNotFoundError) return null;
    throw new ClubError("unavailable", "The chain does not answer.", { reason: "chain_away", cause: error });
  });

/**
 * One transaction of the configured chain with its events, as far as they are the club's own contracts'.
 * @returns null when the chain knows no such transaction
 * @throws ClubError unavailable (`chain_away`)
 */
export async function readTransaction({ hash }: { hash: Hash }): Promise<TransactionView | null> {
  const [tx, receipt] = await Promise.all([orNull(chainReader().getTransaction({ hash })), orNull(chainReader().getTransactionReceipt({ hash }))]);
  if (!tx) return null;
  const base = { hash, from: tx.from, to: tx.to, value: tx.value, nonce: tx.nonce, call: decodeCall(tx.to, tx.input) };
  if (!receipt) return { ...base, status: "pending", created: null, block: null, confirmations: 0, time: null, fee: null, events: [] };
  const [block, head] = await Promise.all([orNull(chainReader().getBlock({ blockNumber: receipt.blockNumber })), orNull(chainReader().getBlockNumber({ cacheTime: 0 }))]);
  return {
    ...base,
    status: receipt.status === "success" ? "success" : "failed",
    created: receipt.contractAddress ?? null,
    block: Number(receipt.blockNumber),
    confirmations: head === null ? 1 : Number(head - receipt.blockNumber) + 1,
    time: block && new Date(Number(block.timestamp) * 1000),
    fee: receipt.gasUsed * receipt.effectiveGasPrice,
    events: receipt.logs.map(decodeEvent),
  };
}
