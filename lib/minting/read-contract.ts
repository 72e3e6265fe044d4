import { type Address, BaseError, ContractFunctionRevertedError } from "viem";
import { clubBadgesAbi } from "@/lib/generated/contracts";
import { chainReader } from "@/lib/platform/chain";
import type { MintTurn } from "./turn";

/** What the contract knows of a wallet: bit `id` of `held` and `blocked`. */
export type WalletWord = { held: bigint; blocked: bigint };

/** Held and blocked badges of up to 100 wallets in one request, by lower-case wallet. */
export async function readWords({ contract, wallets }: { contract: Address; wallets: readonly `0x${string}`[] }): Promise<Map<string, WalletWord>> {
  const unique = [...new Set(wallets)];
  if (unique.length === 0) return new Map();
  const call = { abi: clubBadgesAbi, address: contract } as const;
  const words = await chainReader().multicall({
    allowFailure: false,
    // No multicall contract is needed on the chain: the calls travel as code that is only simulated.
    deployless: true,
    contracts: unique.flatMap((wallet) => [
      { ...call, functionName: "badgesOf" as const, args: [wallet] as const },
      { ...call, functionName: "blockedOf" as const, args: [wallet] as const },
    ]),
  });
  return new Map(unique.map((wallet, index) => [wallet, { held: words[index * 2] ?? 0n, blocked: words[index * 2 + 1] ?? 0n }]));
}

/** Whether each wallet's `balanceOf` the badge is 1: what a collector's explorer would ask. In the order given. */
export async function readHeld({ contract, awards }: { contract: Address; awards: readonly { wallet: `0x${string}`; badgeId: number }[] }): Promise<boolean[]> {
  const args = [awards.map(({ wallet }) => wallet), awards.map(({ badgeId }) => BigInt(badgeId))] as const;
  const balances = await chainReader().readContract({ abi: clubBadgesAbi, address: contract, functionName: "balanceOfBatch", args });
  return balances.map((balance) => balance === 1n);
}

/** What the contract allows the signer now. */
export async function readLimits(turn: Pick<MintTurn, "contract" | "signer">): Promise<{ defined: bigint; allowance: bigint; paused: boolean }> {
  const call = { abi: clubBadgesAbi, address: turn.contract } as const;
  const reader = chainReader();
  const [defined, allowance, paused] = await Promise.all([
    reader.readContract({ ...call, functionName: "definedBadges" }),
    reader.readContract({ ...call, functionName: "mintAllowance", args: [turn.signer] }),
    reader.readContract({ ...call, functionName: "paused" }),
  ]);
  return { defined, allowance, paused };
}

/** The name of the custom error that a call reverted with; `reverted` when it has none; null when it did not revert. */
export function revertName(error: unknown): string | null {
  if (!(error instanceof BaseError)) return null;
  const revert = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  if (revert instanceof ContractFunctionRevertedError) return revert.data?.errorName ?? "reverted";
  return null;
}
