import type { Address, Hex } from "viem";
import { reader, type Wallet } from "./chain";

export type Voucher = { to: Address; id: bigint; deadline: bigint };
export const CLAIM_TYPES = { Claim: [{ name: "to", type: "address" }, { name: "id", type: "uint256" }, { name: "deadline", type: "uint256" }] } as const;

/** A claim signed as the club's server signs it; `other` replaces parts of the domain for forgeries. */
export async function signVoucher(signer: Wallet, contract: Address, message: Voucher, other: { chainId?: number; name?: string; version?: string } = {}): Promise<Hex> {
  const domain = { name: "ClubBadges", version: "1", chainId: await reader.getChainId(), verifyingContract: contract, ...other };
  return signer.signTypedData({ domain, types: CLAIM_TYPES, primaryType: "Claim", message });
}
