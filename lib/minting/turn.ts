import { type Address, getAddress } from "viem";
import { deployment, deploymentId, minterAccount } from "@/lib/platform/chain";
import { env } from "@/lib/platform/env";
import { mintSettings } from "./mint-settings";
import type { MintSettings } from "./rules";
import { leaseId } from "./store";

/** What every step of one turn of the mint loop works with. */
export type MintTurn = {
  deploymentId: string;
  /** The badge contract. */
  contract: Address;
  chainId: number;
  /** Lower-case. */
  signer: `0x${string}`;
  leaseId: string;
  owner: string;
  /** Fencing number of the lease this turn runs under. */
  epoch: number;
  settings: MintSettings;
};

/** The parts of a turn that are known before the lease is. @throws ClubError unavailable (`minter_missing`) */
export function describeTurn({ owner, settings }: { owner: string; settings?: Partial<MintSettings> }): Omit<MintTurn, "epoch"> {
  const signer = minterAccount().address.toLowerCase() as `0x${string}`;
  const chainId = env().CHAIN_ID;
  return {
    deploymentId: deploymentId(),
    contract: getAddress(deployment().badges.address),
    chainId,
    signer,
    leaseId: leaseId(chainId, signer),
    owner,
    settings: mintSettings(settings),
  };
}
