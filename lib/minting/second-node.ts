import { BlockNotFoundError, type Hash, TransactionReceiptNotFoundError } from "viem";
import { confirmReader } from "@/lib/platform/chain";
import { ClubError } from "@/lib/platform/errors";

type Seen = { number: number; hash: Hash };

/** Its hash at this height, or null while it has no such block. */
async function hashAt(number: number): Promise<Hash | null> {
  try {
    return (await confirmReader()?.getBlock({ blockNumber: BigInt(number) }))?.hash ?? null;
  } catch (error) {
    if (error instanceof BlockNotFoundError) return null;
    throw error;
  }
}

/** The latest block of the second node, or `head` where none is configured. @throws when it does not answer */
export async function confirmedHead(head: number): Promise<number> {
  const reader = confirmReader();
  return reader ? Number(await reader.getBlockNumber({ cacheTime: 0 })) : head;
}

/** Whether the second node has this very block too; true where none is configured. @throws when it does not answer */
export const isConfirmed = async ({ number, hash }: Seen): Promise<boolean> => confirmReader() === null || (await hashAt(number)) === hash;

/**
 * Before blocks are taken for gone on the first node's word.
 * @throws ClubError unavailable (`nodes_disagree`) while the second node still has the block: nothing is decided then
 */
export async function requireGone({ number, hash }: Seen): Promise<void> {
  if (confirmReader() === null || (await hashAt(number)) !== hash) return;
  throw new ClubError("unavailable", `The two nodes disagree about block ${number}.`, { reason: "nodes_disagree" });
}

/**
 * Before a nonce is taken for used by a transaction of somebody else.
 * @throws ClubError unavailable (`nodes_disagree`) while the second node has not seen it used, or has a receipt of ours
 */
export async function requireUsedElsewhere({ signer, nonce, hashes }: { signer: `0x${string}`; nonce: number; hashes: readonly Hash[] }): Promise<void> {
  const reader = confirmReader();
  if (!reader) return;
  const next = await reader.getTransactionCount({ address: signer, blockTag: "latest" });
  const receipts = await Promise.all(hashes.map((hash) => reader.getTransactionReceipt({ hash }).catch(nullWhenUnknown)));
  if (next > nonce && receipts.every((receipt) => receipt === null)) return;
  throw new ClubError("unavailable", `The two nodes disagree about nonce ${nonce}.`, { reason: "nodes_disagree" });
}

function nullWhenUnknown(error: unknown): null {
  if (error instanceof TransactionReceiptNotFoundError) return null;
  throw error;
}
