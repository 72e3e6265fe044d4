import { chainReader, deploymentId } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { LIFETIME } from "./grant-rules";
import { isRenewalDue } from "./pass-rules";
import { askChain, membershipContract, readHead } from "./read-chain";
import { laterOf } from "./rules";
import { autoRenews, type Wallet } from "./store";

/** Wallets looked at in one go. */
const MOST = 500;

/**
 * Wallets whose pass may be renewed automatically now, by what the contract says of consent, plan and end.
 * @throws ClubError unavailable (`chain_away`)
 */
export async function findDueRenewals(): Promise<Wallet[]> {
  const rows = await autoRenews().find({ deployment: deploymentId() }).limit(MOST).toArray();
  if (rows.length === 0) return [];
  const head = await readHead();
  const at = laterOf(now(), head.time);
  const facts = await askChain(() =>
    chainReader().multicall({
      allowFailure: false,
      deployless: true,
      contracts: rows.flatMap(({ wallet }) => [
        { ...membershipContract(), functionName: "membershipOf" as const, args: [wallet] as const },
        { ...membershipContract(), functionName: "autoRenewOf" as const, args: [wallet] as const },
      ]),
    }),
  );
  const due: Wallet[] = [];
  for (const [index, { wallet }] of rows.entries()) {
    const pass = facts[index * 2] as { tier: number; expiresAt: bigint };
    const [planId] = facts[index * 2 + 1] as readonly [bigint, bigint];
    if (planId === 0n || pass.tier === 0 || pass.expiresAt === LIFETIME) continue;
    const plan = await askChain(() => chainReader().readContract({ ...membershipContract(), functionName: "plan", args: [planId] }));
    if (plan.active && isRenewalDue({ expiresAt: new Date(Number(pass.expiresAt) * 1000), durationSeconds: Number(plan.duration), at })) due.push(wallet);
  }
  return due;
}
