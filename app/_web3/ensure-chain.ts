import { getAccount, switchChain } from "wagmi/actions";
import { ChainFault } from "@/lib/platform/chain-errors";
import type { ConnectedWallet } from "./wallet-bridge";
import type { WalletSettings } from "./wallet-settings";

/**
 * Puts the wallet on the club's chain: wagmi asks it to switch, and to add the chain (wallet_addEthereumChain) when it
 * is unknown there.
 * @throws ChainFault wrongChain when the wallet stays where it is
 */
export async function ensureChain({ config }: Pick<ConnectedWallet, "config">, { chainId }: WalletSettings): Promise<void> {
  const account = getAccount(config);
  // Asked from the wallet itself: the remembered chain may be behind.
  if ((await account.connector?.getChainId()) === chainId) return;
  const moved = await switchChain(config, { chainId });
  if (moved.id !== chainId) throw new ChainFault("wrongChain");
}
