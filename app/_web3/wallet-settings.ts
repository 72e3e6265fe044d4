import type { ChainFaultKey } from "@/lib/platform/chain-errors";

/** What wallet code in the browser needs to know, handed over by the server: nothing of it is frozen at build. */
export type WalletSettings = {
  clubName: string;
  chainId: number;
  chainName: string;
  rpcUrl: string;
  /** Base address of the block explorer; null on the local chain. */
  explorerUrl: string | null;
  /** WalletConnect project; null offers only wallets of this browser. */
  walletConnectId: string | null;
  membership: `0x${string}`;
  badges: `0x${string}`;
  locale: "en" | "ru";
  /** The wallet of the session, lower-case; null while signed out. */
  sessionWallet: `0x${string}` | null;
  /** Names of the demo wallets, on the local chain only. */
  demoNames: { owner: string; admin: string; member: string; newcomer: string } | null;
  groups: { demo: string; wallets: string };
  faults: Record<ChainFaultKey, string>;
};
