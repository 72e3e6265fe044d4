import { isAddress } from "viem";

export type AddressFault = "walletWrong" | "walletChecksum" | "isOwner" | "already";

/**
 * Why a typed address cannot become an admin, or null when it can. Mixed-case addresses carry a checksum (EIP-55):
 * one that does not fit is a slip of the hand, and admin rights given by a slip cannot be found again.
 */
export function addressFault(typed: string, admins: readonly { wallet: string; owner: boolean; onChain: boolean }[]): AddressFault | null {
  const address = typed.trim();
  if (!/^0x[0-9a-fA-F]{40}$/.test(address)) return "walletWrong";
  const mixed = /[a-f]/.test(address.slice(2)) && /[A-F]/.test(address.slice(2));
  if (mixed && !isAddress(address)) return "walletChecksum";
  const known = admins.find(({ wallet, onChain }) => onChain && wallet === address.toLowerCase());
  return known ? (known.owner ? "isOwner" : "already") : null;
}
