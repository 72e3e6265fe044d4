import { chainReader, deploymentId } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { LIFETIME } from "./grant-rules";
import { isRenewalDue } from "./pass-rules";
import { askChain, membershipContract, readHead } from "./read-chain";
import { laterOf } from "./rules";
import { autoRenews, type Wallet } from "./store";

/** Wallets asked for in one call, and at most so many calls. */
const PAGE = 250;
const MOST_PAGES = 400;

const readPlan = (planId: bigint) => askChain(() => chainReader().readContract({ ...membershipContract(), functionName: "plan", args: [planId] }));

/** Of one page of wallets those that are due. */
async function dueOf(wallets: readonly Wallet[], at: Date, plans: Map<bigint, Awaited<ReturnType<typeof readPlan>>>): Promise<Wallet[]> {
  const facts = await askChain(() =>
    chainReader().multicall({
      allowFailure: false,
      deployless: true,
      contracts: wallets.flatMap((wallet) => [
        { ...membershipContract(), functionName: "membershipOf" as const, args: [wallet] as const },
        { ...membershipContract(), functionName: "autoRenewOf" as const, args: [wallet] as const },
      ]),
    }),
  );
  const due: Wallet[] = [];
  for (const [index, wallet] of wallets.entries()) {
    const pass = facts[index * 2] as { tier: number; expiresAt: bigint };
    const [planId] = facts[index * 2 + 1] as readonly [bigint, bigint];
    if (planId === 0n || pass.tier === 0 || pass.expiresAt === LIFETIME) continue;
    const plan = plans.get(planId) ?? (await readPlan(planId));
    plans.set(planId, plan);
    if (plan.active && isRenewalDue({ expiresAt: new Date(Number(pass.expiresAt) * 1000), durationSeconds: Number(plan.duration), at })) due.push(wallet);
  }
  return due;
}

/**
 * Wallets whose pass may be renewed automatically now, by what the contract says of consent, plan and end.
 * @throws ClubError unavailable (`chain_away`)
 */
export async function findDueRenewals(): Promise<Wallet[]> {
  const due: Wallet[] = [];
  const plans = new Map<bigint, Awaited<ReturnType<typeof readPlan>>>();
  let after = "";
  let at: Date | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const rows = await autoRenews().find({ deployment: deploymentId(), _id: { $gt: after } }).sort({ _id: 1 }).limit(PAGE).toArray();
    if (rows.length === 0) break;
    after = rows.at(-1)?._id ?? after;
    at ??= laterOf(now(), (await readHead()).time);
    due.push(...(await dueOf(rows.map(({ wallet }) => wallet), at, plans)));
  }
  return due;
}
