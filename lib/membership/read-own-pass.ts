import { chainReader } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { LIFETIME } from "./grant-rules";
import { askChain, membershipContract, readHead } from "./read-chain";
import { readToken, type Token } from "./read-token";
import { laterOf } from "./rules";
import type { Wallet } from "./store";

/**
 * A wallet's own pass with its money matters. Times are ISO UTC; amounts decimal strings of the smallest unit.
 * `at` is what counts as now: the later of the club's clock and the latest block.
 */
export type OwnPassView = {
  tier: number;
  /** Null without a pass and for a pass without end. */
  expiresAt: string | null;
  /** Null when nothing can be taken back. Taken at the second `until` at the latest. */
  refund: { amount: string; token: Token; until: string } | null;
  /** The member's consent to automatic renewal: the plan, and the most one renewal may cost. */
  autoRenew: { planId: number; maxPrice: string } | null;
  at: string;
};

/** Reads one wallet's pass, refund and consent straight from the chain. @throws ClubError unavailable (`chain_away`) */
export const readOwnPass = ({ wallet }: { wallet: Wallet }): Promise<OwnPassView> =>
  askChain(async () => {
    const head = await readHead();
    const ask = { ...membershipContract(), args: [wallet], blockNumber: head.number } as const;
    const [pass, [currency, amount, until], [planId, maxPrice]] = await Promise.all([
      chainReader().readContract({ ...ask, functionName: "membershipOf" }),
      chainReader().readContract({ ...ask, functionName: "refundOf" }),
      chainReader().readContract({ ...ask, functionName: "autoRenewOf" }),
    ]);
    const iso = (seconds: bigint) => new Date(Number(seconds) * 1000).toISOString();
    return {
      tier: pass.tier,
      expiresAt: pass.tier === 0 || pass.expiresAt === LIFETIME ? null : iso(pass.expiresAt),
      refund: amount > 0n ? { amount: amount.toString(), token: await readToken({ address: currency }), until: iso(until) } : null,
      autoRenew: planId > 0n ? { planId: Number(planId), maxPrice: maxPrice.toString() } : null,
      at: laterOf(now(), head.time).toISOString(),
    };
  });
