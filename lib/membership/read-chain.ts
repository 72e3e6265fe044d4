import { clubMembershipAbi } from "@/lib/generated/contracts";
import { chainReader, deployment } from "@/lib/platform/chain";
import { ClubError } from "@/lib/platform/errors";
import type { PassFacts } from "./rules";
import type { Wallet } from "./store";

/** `type(uint64).max`: the contract's word for a pass without end. */
const LIFETIME = 2n ** 64n - 1n;

export type Head = { number: bigint; hash: `0x${string}`; time: Date; owner: Wallet };

export const membershipContract = () => ({ address: deployment().membership.address, abi: clubMembershipAbi }) as const;

/** Runs reads of the chain. @throws ClubError unavailable (`chain_away`) when it does not answer as it should */
export async function askChain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new ClubError("unavailable", "The chain does not answer. Nothing was changed.", { reason: "chain_away", retryAfter: 5, cause });
  }
}

/** The latest block, and the owner as of it. @throws ClubError unavailable (`chain_away`) */
export const readHead = (): Promise<Head> =>
  askChain(async () => {
    const block = await chainReader().getBlock({ blockTag: "latest" });
    const owner = await chainReader().readContract({ ...membershipContract(), functionName: "owner", blockNumber: block.number });
    return { number: block.number, hash: block.hash, time: new Date(Number(block.timestamp) * 1000), owner: owner.toLowerCase() as Wallet };
  });

/** What the contract says about one wallet at a block. @throws ClubError unavailable (`chain_away`) */
export const readChainFacts = ({ wallet, head }: { wallet: Wallet; head: Head }): Promise<PassFacts> =>
  askChain(async () => {
    const at = { ...membershipContract(), args: [wallet], blockNumber: head.number } as const;
    const [pass, admin] = await Promise.all([
      chainReader().readContract({ ...at, functionName: "membershipOf" }),
      chainReader().readContract({ ...at, functionName: "isAdmin" }),
    ]);
    const ends = pass.expiresAt;
    return {
      tier: pass.tier,
      expiresAt: pass.tier === 0 || ends === LIFETIME ? null : new Date(Number(ends) * 1000),
      admin,
      owner: wallet === head.owner,
    };
  });
