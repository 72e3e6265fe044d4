import { chainReader } from "@/lib/platform/chain";
import { askChain, membershipContract } from "./read-chain";

/** Tiers that are looked at: the contract keeps no list, and a club has a handful. */
const MOST = 8;

/** The kinds of pass that exist: a tier is defined by its address of metadata. @throws ClubError unavailable (`chain_away`) */
export const readTiers = (): Promise<number[]> =>
  askChain(async () => {
    const tiers = Array.from({ length: MOST }, (_, index) => index + 1);
    const uris = await Promise.all(tiers.map((tier) => chainReader().readContract({ ...membershipContract(), functionName: "uri", args: [BigInt(tier)] })));
    return tiers.filter((_, index) => uris[index] !== "");
  });
