import { chainReader } from "@/lib/platform/chain";
import { ClubError } from "@/lib/platform/errors";
import type { MintTurn } from "./turn";

/** The latest block, its base fee and a fair tip, in wei. A node that knows no tip gets the least one. */
export async function readFees({ turn }: { turn: Pick<MintTurn, "settings"> }): Promise<{ block: number; baseFee: bigint; tip: bigint }> {
  const [block, suggested] = await Promise.all([
    chainReader().getBlock({ blockTag: "latest" }),
    chainReader().estimateMaxPriorityFeePerGas().catch(() => 0n),
  ]);
  if (block.baseFeePerGas === null) throw new ClubError("unavailable", "The chain has no base fee.", { reason: "chain_unsupported" });
  return { block: Number(block.number), baseFee: block.baseFeePerGas, tip: suggested > turn.settings.minTip ? suggested : turn.settings.minTip };
}
