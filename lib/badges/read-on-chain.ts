import { clubBadgesAbi } from "@/lib/generated/contracts";
import { chainReader, deployment, deploymentId } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";

const MAX_IDS = 128;
/** How long an answer "not defined" is believed; a definition never goes away. */
const ABSENT_MS = 5_000;

const contract = () => ({ address: deployment().badges.address, abi: clubBadgesAbi }) as const;
const has = (word: bigint, id: number): boolean => ((word >> BigInt(id)) & 1n) === 1n;

async function ask<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new ClubError("unavailable", "The chain does not answer. Nothing was changed.", { reason: "chain_away", retryAfter: 5, cause });
  }
}

let kept: { key: string; readAt: number; defined: bigint } | undefined;

/** Whether a badge id is defined in the contract. @throws ClubError unavailable (`chain_away`) */
export async function isDefined({ id }: { id: number }): Promise<boolean> {
  const key = deploymentId();
  const at = now().getTime();
  if (kept?.key === key && (has(kept.defined, id) || at - kept.readAt < ABSENT_MS)) return has(kept.defined, id);
  const defined = await ask(() => chainReader().readContract({ ...contract(), functionName: "definedBadges" }));
  kept = { key, readAt: at, defined };
  return has(defined, id);
}

/** A badge as the contract defines it. */
export type OnChainBadge = { id: number; uri: string; contentHash: `0x${string}`; frozen: boolean };
export type BadgesOnChain = { paused: boolean; badges: OnChainBadge[] };

/** Every defined badge, by id, and whether awarding is paused: read from the contract now. @throws ClubError unavailable (`chain_away`) */
export const readOnChainBadges = (): Promise<BadgesOnChain> =>
  ask(async () => {
    const [defined, paused] = await Promise.all([
      chainReader().readContract({ ...contract(), functionName: "definedBadges" }),
      chainReader().readContract({ ...contract(), functionName: "paused" }),
    ]);
    const ids = Array.from({ length: MAX_IDS }, (_, id) => id).filter((id) => has(defined, id));
    const badges = await Promise.all(
      ids.map(async (id): Promise<OnChainBadge> => {
        const [uri, contentHash, frozen] = await chainReader().readContract({ ...contract(), functionName: "badge", args: [BigInt(id)] });
        return { id, uri, contentHash, frozen };
      }),
    );
    return { paused, badges };
  });
