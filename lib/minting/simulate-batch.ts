import { type Hex, encodeFunctionData } from "viem";
import { clubBadgesAbi } from "@/lib/generated/contracts";
import { chainReader } from "@/lib/platform/chain";
import { log } from "@/lib/platform/log";
import { holdSigner } from "./hold-signer";
import { moveItem } from "./move-item";
import { revertName } from "./read-contract";
import { gasLimitOf } from "./rules";
import type { OutboxRow } from "./store";
import type { MintTurn } from "./turn";

/** Reverts that say something about the signer or the contract, not about an item. */
const SIGNER_REVERTS: Readonly<Record<string, "minter_revoked" | "paused" | "rate_limited">> = {
  AccessControlUnauthorizedAccount: "minter_revoked",
  EnforcedPause: "paused",
  ClubBadgesRateLimited: "rate_limited",
};

const awardsOf = (items: readonly OutboxRow[]) => items.map((item) => ({ to: item.wallet, id: item.badgeId }));

/** The call that awards these items. */
export const encodeAwards = (items: readonly OutboxRow[]): Hex => encodeFunctionData({ abi: clubBadgesAbi, functionName: "awardBatch", args: [awardsOf(items)] });

export type Simulated = { items: OutboxRow[]; gas: number };

/**
 * Tries the batch without sending it, and answers the part that works with the gas it needs, or null. A batch that
 * reverts is halved until the item at fault is alone; that one is parked with the reason, the others go out. A revert
 * that is about the signer holds the signer instead, and parks nothing.
 * @throws when the node does not answer: nothing was decided then
 */
export async function simulateBatch({ turn, items }: { turn: MintTurn; items: OutboxRow[] }): Promise<Simulated | null> {
  if (items.length === 0) return null;
  const call = { abi: clubBadgesAbi, address: turn.contract, functionName: "awardBatch", args: [awardsOf(items)], account: turn.signer } as const;
  try {
    await chainReader().simulateContract(call);
    return { items, gas: Number(gasLimitOf(await chainReader().estimateContractGas(call))) };
  } catch (error) {
    const name = revertName(error);
    if (name === null) throw error;
    const hold = SIGNER_REVERTS[name];
    if (hold) {
      await holdSigner({ turn, reason: hold });
      return null;
    }
    if (items.length > 1) return (await simulateBatch({ turn, items: items.slice(0, items.length >> 1) })) ?? simulateBatch({ turn, items: items.slice(items.length >> 1) });
    const [item] = items;
    if (item) {
      log("minting").error({ item: item._id, reason: name }, "an award cannot be made and is parked");
      await moveItem({ id: item._id, from: ["pending"], set: { state: "parked", reason: name } });
    }
    return null;
  }
}
