import { zeroAddress } from "viem";
import { chainReader } from "@/lib/platform/chain";
import { askChain, membershipContract } from "./read-chain";

/** The contract that the owner has named to follow this one, or null. @throws ClubError unavailable (`chain_away`) */
export const readSuccessor = (): Promise<`0x${string}` | null> =>
  askChain(async () => {
    const next = await chainReader().readContract({ ...membershipContract(), functionName: "successor" });
    return next === zeroAddress ? null : next;
  });
