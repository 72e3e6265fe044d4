import { createWalletClient, type Hex, http, numberToHex, publicActions } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { type Config, createConfig, createConnector } from "wagmi";
import { connect } from "wagmi/actions";
import { chainOf } from "@/app/_web3/make-config";
import type { ConnectedWallet } from "@/app/_web3/wallet-bridge";
import type { WalletSettings } from "@/app/_web3/wallet-settings";

type Call = { method: string; params?: readonly unknown[] };
/** `refuse` makes the wallet decline every call of a method; `calls` are the methods it was asked for. */
export type ChainWallet = ConnectedWallet & { calls: string[]; refuse: Set<string> };

/** A connected wallet without a browser, as the page's own code meets it: it signs and sends with `key`. */
export async function connectChainWallet({ key, settings, chainId = settings.chainId }: { key: Hex; settings: WalletSettings; chainId?: number }): Promise<ChainWallet> {
  const account = privateKeyToAccount(key);
  const chain = chainOf(settings);
  const signer = createWalletClient({ account, chain, transport: http(settings.rpcUrl) }).extend(publicActions);
  const calls: string[] = [];
  const refuse = new Set<string>();
  const request = async ({ method, params = [] }: Call): Promise<unknown> => {
    calls.push(method);
    if (refuse.has(method)) throw Object.assign(new Error("User denied."), { code: 4001 });
    if (method === "eth_accounts" || method === "eth_requestAccounts") return [account.address];
    if (method === "eth_chainId") return numberToHex(chainId);
    if (method === "eth_signTypedData_v4") return account.signTypedData(JSON.parse(String(params[1])) as never);
    if (method === "eth_sendTransaction") {
      const { to, data, value } = params[0] as { to?: Hex; data?: Hex; value?: Hex };
      return signer.sendTransaction({ to, data, value: value ? BigInt(value) : undefined });
    }
    return signer.request({ method, params } as never);
  };
  const nothing = () => undefined;
  const connector = createConnector(() => ({
    id: "test",
    name: "test",
    type: "test",
    connect: async () => ({ accounts: [account.address], chainId }) as never,
    disconnect: async () => undefined,
    getAccounts: async () => [account.address],
    getChainId: async () => chainId,
    getProvider: async () => ({ request, on: nothing, removeListener: nothing }),
    isAuthorized: async () => true,
    switchChain: async () => {
      throw Object.assign(new Error("User denied."), { code: 4001 });
    },
    onAccountsChanged: nothing,
    onChainChanged: nothing,
    onDisconnect: nothing,
  }));
  const config: Config = createConfig({ chains: [chain], connectors: [connector], transports: { [chain.id]: http(settings.rpcUrl) }, pollingInterval: 50, storage: null });
  const [own] = config.connectors;
  if (!own) throw new Error("The test wallet is not there.");
  await connect(config, { connector: own });
  return { config, address: account.address, calls, refuse };
}
