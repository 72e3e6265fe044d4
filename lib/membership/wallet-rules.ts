import { isAddress, zeroAddress } from "viem";

export type WalletFault = "walletWrong" | "walletChecksum";

/**
 * Why a typed text is no wallet address, or null when it is one. Mixed-case addresses carry a checksum (EIP-55): one
 * that does not fit is a slip of the hand, and what is given to a slip cannot be taken back.
 */
export function walletFault(typed: string): WalletFault | null {
  const address = typed.trim();
  if (!/^0x[0-9a-fA-F]{40}$/.test(address) || address === zeroAddress) return "walletWrong";
  const mixed = /[a-f]/.test(address.slice(2)) && /[A-F]/.test(address.slice(2));
  return mixed && !isAddress(address) ? "walletChecksum" : null;
}

/** A typed address as the club keeps it. Only for what `walletFault` found nothing wrong with. */
export const walletOf = (typed: string): `0x${string}` => typed.trim().toLowerCase() as `0x${string}`;
