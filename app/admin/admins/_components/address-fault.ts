import { walletFault, type WalletFault, walletOf } from "@/lib/membership/wallet-rules";

export type AddressFault = WalletFault | "isOwner" | "already";

/** Why a typed address cannot become an admin, or null when it can. */
export function addressFault(typed: string, admins: readonly { wallet: string; owner: boolean; onChain: boolean }[]): AddressFault | null {
  const wrong = walletFault(typed);
  if (wrong) return wrong;
  const known = admins.find(({ wallet, onChain }) => onChain && wallet === walletOf(typed));
  return known ? (known.owner ? "isOwner" : "already") : null;
}
