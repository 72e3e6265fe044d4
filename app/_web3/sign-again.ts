import { signMessage } from "wagmi/actions";
import { ChainFault } from "@/lib/platform/chain-errors";
import { makeSignInAdapter } from "./sign-in-adapter";
import type { ConnectedWallet } from "./wallet-bridge";
import type { WalletSettings } from "./wallet-settings";

const nothing = (): void => undefined;

/**
 * Signs in once more with the session's own wallet, for what asks for a fresh signature. The new session takes the
 * place of the old one.
 * @throws what `faultText` explains
 */
export async function signAgain({ wallet, settings }: { wallet: ConnectedWallet; settings: WalletSettings }): Promise<void> {
  const adapter = makeSignInAdapter({ onVerified: nothing, onSignOut: nothing });
  const nonce = await adapter.getNonce();
  const message = await adapter.createMessage({ nonce, address: wallet.address, chainId: settings.chainId });
  const signature = await signMessage(wallet.config, { message, account: wallet.address });
  if (!(await adapter.verify({ message, signature }))) throw new ChainFault("signInFailed");
}
