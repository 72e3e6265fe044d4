import { connectorsForWallets } from "@rainbow-me/rainbowkit";
import { injectedWallet } from "@rainbow-me/rainbowkit/wallets";
import { type Chain, defineChain } from "viem";
import { type Config, createConfig, createStorage, http } from "wagmi";
import type { WalletSettings } from "./wallet-settings";

const LOCAL_CHAIN_ID = 31337;

export const chainOf = ({ chainId, chainName, rpcUrl, explorerUrl }: WalletSettings): Chain =>
  defineChain({
    id: chainId,
    name: chainName,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
    ...(explorerUrl ? { blockExplorers: { default: { name: "Explorer", url: explorerUrl } } } : {}),
    testnet: chainId === LOCAL_CHAIN_ID,
  });

/** What the browser offers without EIP-6963: an injected provider that announced nothing. */
const hasLegacyProvider = (): boolean => "ethereum" in window;

/**
 * The wagmi configuration of this club: announced wallets (EIP-6963) by themselves, an unannounced injected one,
 * WalletConnect where a project is configured, and the demo wallets on the local chain. Browser only.
 */
export async function makeConfig(settings: WalletSettings): Promise<Config> {
  const chain = chainOf(settings);
  const demo = settings.chainId === LOCAL_CHAIN_ID && settings.demoNames ? (await import("./demo-wallets")).demoWallets(settings) : [];
  const remote = settings.walletConnectId ? (await import("./remote-wallets")).remoteWallets : [];
  const own = [...(hasLegacyProvider() ? [injectedWallet] : []), ...remote];
  const groups = [
    ...(demo.length > 0 ? [{ groupName: settings.groups.demo, wallets: demo }] : []),
    ...(own.length > 0 ? [{ groupName: settings.groups.wallets, wallets: own }] : []),
  ];
  const connectors = groups.length > 0 ? connectorsForWallets(groups, { appName: settings.clubName, projectId: settings.walletConnectId ?? "none" }) : [];
  return createConfig({
    chains: [chain],
    connectors,
    // Connections are restored after the first render, not during it (wagmi's own rule for rendered pages).
    ssr: true,
    storage: createStorage({ storage: localStorage }),
    transports: { [chain.id]: http(settings.rpcUrl, { timeout: 10_000, retryCount: 1 }) },
    pollingInterval: settings.chainId === LOCAL_CHAIN_ID ? 250 : 2_000,
  });
}
