import { metaMaskWallet, rainbowWallet, walletConnectWallet } from "@rainbow-me/rainbowkit/wallets";

/** Wallets reached through WalletConnect, for phones and other devices. Loaded only where a project id is configured. */
export const remoteWallets = [metaMaskWallet, rainbowWallet, walletConnectWallet];
