import type { Wallet } from "@rainbow-me/rainbowkit";
import { type Chain, createPublicClient, createWalletClient, type Hex, http, numberToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { createConnector } from "wagmi";
import type { WalletSettings } from "./wallet-settings";

export type DemoRole = "owner" | "admin" | "member" | "newcomer";

/** The first four keys every local chain starts with; they are worth nothing anywhere else. This file loads on 31337 only. */
const KEYS: Record<DemoRole, Hex> = {
  owner: "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
  admin: "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
  member: "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
  newcomer: "0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
};
const COLORS: Record<DemoRole, string> = { owner: "#FF6B4A", admin: "#3DD68C", member: "#7C8CFF", newcomer: "#F5B83D" };
/** Which demo wallet this browser is connected with. */
const CHOSEN_KEY = "club.demo-wallet";

const icon = (color: string): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" fill="${color}"/><circle cx="14" cy="11" r="4.5" fill="#0A0A0B"/><path d="M5 24c1-5 5-7 9-7s8 2 9 7z" fill="#0A0A0B"/></svg>`)}`;

type Call = { method: string; params?: readonly unknown[] };
type SentTransaction = { to?: Hex; data?: Hex; value?: Hex };

/** A wallet without windows: an EIP-1193 provider that signs in this page. */
function makeProvider(role: DemoRole, chain: Chain, rpcUrl: string) {
  const account = privateKeyToAccount(KEYS[role]);
  const wallet = createWalletClient({ account, chain, transport: http(rpcUrl) });
  const reader = createPublicClient({ chain, transport: http(rpcUrl) });
  const request = async ({ method, params = [] }: Call): Promise<unknown> => {
    if (method === "eth_accounts" || method === "eth_requestAccounts") return [account.address];
    if (method === "eth_chainId") return numberToHex(chain.id);
    if (method === "wallet_switchEthereumChain" || method === "wallet_addEthereumChain") return null;
    if (method === "personal_sign") return account.signMessage({ message: { raw: params[0] as Hex } });
    if (method === "eth_signTypedData_v4") return account.signTypedData(JSON.parse(String(params[1])) as never);
    if (method === "eth_sendTransaction") {
      const { to, data, value } = params[0] as SentTransaction;
      return wallet.sendTransaction({ to, data, value: value ? BigInt(value) : undefined });
    }
    return reader.request({ method, params } as never);
  };
  return { account, provider: { request, on: () => undefined, removeListener: () => undefined } };
}

/** The four demo wallets, as entries of the wallet list. */
export const demoWallets = ({ rpcUrl, demoNames }: WalletSettings): (() => Wallet)[] =>
  (Object.keys(KEYS) as DemoRole[]).map((role) => () => ({
    id: `demo-${role}`,
    name: demoNames?.[role] ?? role,
    iconUrl: icon(COLORS[role]),
    iconBackground: COLORS[role],
    installed: true,
    createConnector: (details) =>
      createConnector((config) => {
        const chain = config.chains[0];
        const { account, provider } = makeProvider(role, chain, rpcUrl);
        return {
          ...details,
          id: `demo-${role}`,
          name: demoNames?.[role] ?? role,
          type: "demo",
          // Always one account with full permission, whatever capabilities are asked for.
          connect: async () => {
            localStorage.setItem(CHOSEN_KEY, role);
            return { accounts: [account.address], chainId: chain.id } as never;
          },
          disconnect: async () => localStorage.removeItem(CHOSEN_KEY),
          getAccounts: async () => [account.address],
          getChainId: async () => chain.id,
          getProvider: async () => provider,
          isAuthorized: async () => localStorage.getItem(CHOSEN_KEY) === role,
          switchChain: async () => chain,
          onAccountsChanged: () => undefined,
          onChainChanged: () => undefined,
          onDisconnect: () => undefined,
        };
      }),
  }));
