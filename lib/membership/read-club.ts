import { chainReader, deployment, deploymentId, explorerAddressUrl } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { askChain, membershipContract } from "./read-chain";
import { readSettings } from "./read-settings";
import { readToken } from "./read-token";
import type { ClubView, PlanView } from "./schema";

/** Prices and numbers may be this old; what a purchase really costs is checked by the contract (`maxPrice`). */
const CACHE_MS = 15_000;
/** The newest plans are the ones on sale; older ones are history. */
const MAX_PLANS = 50;

type OnChain = Pick<ClubView, "plans" | "paused" | "members" | "maxMembers">;

let cached: { key: string; readAt: number; value: Promise<OnChain> } | undefined;

const readOnChain = (): Promise<OnChain> =>
  askChain(async () => {
    const contract = membershipContract();
    const [count, members, maxMembers, paused] = await Promise.all([
      chainReader().readContract({ ...contract, functionName: "planCount" }),
      chainReader().readContract({ ...contract, functionName: "totalMembers" }),
      chainReader().readContract({ ...contract, functionName: "maxMembers" }),
      chainReader().readContract({ ...contract, functionName: "paused" }),
    ]);
    const last = Number(count);
    const ids = Array.from({ length: Math.min(last, MAX_PLANS) }, (_, index) => last - Math.min(last, MAX_PLANS) + index + 1);
    const plans = await Promise.all(
      ids.map(async (id): Promise<PlanView> => {
        const plan = await chainReader().readContract({ ...contract, functionName: "plan", args: [BigInt(id)] });
        const token = await readToken({ address: plan.currency });
        return { id, tier: plan.tier, duration: Number(plan.duration), currency: plan.currency, price: plan.price.toString(), ...token, active: plan.active };
      }),
    );
    return { plans, paused, members: Number(members), maxMembers: Number(maxMembers) };
  });

function cachedOnChain(maxAgeMs: number): Promise<OnChain> {
  const key = deploymentId();
  const at = now().getTime();
  if (cached && cached.key === key && at - cached.readAt < maxAgeMs) return cached.value;
  const entry = { key, readAt: at, value: readOnChain() };
  entry.value.catch(() => {
    if (cached === entry) cached = undefined;
  });
  cached = entry;
  return entry.value;
}

/**
 * What the club is, for everybody; the number of live rooms is added by the caller, who knows rooms. Chain figures
 * are at most `maxAgeMs` old, by default 15 s: less where somebody is about to pay or has just changed them.
 * @throws ClubError unavailable (`chain_away`)
 */
export async function readClub({ maxAgeMs = CACHE_MS }: { maxAgeMs?: number } = {}): Promise<Omit<ClubView, "liveRooms">> {
  const [{ name, description }, onChain] = await Promise.all([readSettings(), cachedOnChain(maxAgeMs)]);
  const { membership, badges } = deployment();
  return {
    name,
    description,
    chainId: env().CHAIN_ID,
    contracts: {
      membership: { address: membership.address, explorer: explorerAddressUrl(membership.address) },
      badges: { address: badges.address, explorer: explorerAddressUrl(badges.address) },
    },
    ...onChain,
  };
}
