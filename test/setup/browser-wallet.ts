import type { BrowserContext } from "playwright-core";
import { createWalletClient, type Hex, http, numberToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";

type Call = { method: string; params: unknown[] };
export type BrowserWallet = { address: string; calls: string[]; /** The chain the wallet is on; a test may move it, as a person would. */ chainId: number; /** The chains it knows. */ chains: Set<number>; /** When the last transaction was in a block (this chain makes one at once), ms since 1970. */ minedAt: number; /** Refuses the next call of this method, as a person would. */ refuseNext(method: string): void };

const NOT_SUPPORTED = { code: 4200, message: "not supported" };
const UNKNOWN_CHAIN = { code: 4902, message: "Unrecognized chain ID. Try adding the chain first." };

/**
 * A wallet in the page, announced by EIP-6963 as MetaMask would be: it really signs and sends with `key`. Gives its
 * account only after permission, or wagmi would reconnect it silently on load.
 * @param options.chainId the chain it starts on; it does not know the local one then. The local one by default.
 */
export async function installWallet(context: BrowserContext, options: { key: Hex; rpcUrl: string; chainId?: number }): Promise<BrowserWallet> {
  const account = privateKeyToAccount(options.key);
  const wallet = createWalletClient({ account, chain: hardhat, transport: http(options.rpcUrl) });
  const calls: string[] = [];
  const refused = new Set<string>();
  let allowed = false;
  const mine: BrowserWallet = { address: account.address, calls, chainId: options.chainId ?? hardhat.id, chains: new Set([1, ...(options.chainId ? [] : [hardhat.id])]), minedAt: 0, refuseNext: (method) => void refused.add(method) };

  async function answer({ method, params }: Call): Promise<unknown> {
    if (method === "eth_requestAccounts" || method === "wallet_requestPermissions") allowed = true;
    if (method === "wallet_revokePermissions") allowed = false;
    if (method === "eth_requestAccounts" || method === "eth_accounts") return allowed ? [account.address] : [];
    if (method === "eth_chainId") return numberToHex(mine.chainId);
    if (method === "wallet_revokePermissions") return null;
    if (method === "wallet_switchEthereumChain" || method === "wallet_addEthereumChain") {
      const wanted = Number((params[0] as { chainId: Hex }).chainId);
      if (method === "wallet_addEthereumChain") mine.chains.add(wanted);
      if (!mine.chains.has(wanted)) throw UNKNOWN_CHAIN;
      mine.chainId = wanted;
      return null;
    }
    if (method === "wallet_requestPermissions") return [{ parentCapability: "eth_accounts" }];
    if (method === "eth_signTypedData_v4") return account.signTypedData(JSON.parse(String(params[1])) as never);
    if (method === "personal_sign") return account.signMessage({ message: { raw: params[0] as Hex } });
    if (method === "eth_sendTransaction" && mine.chainId !== hardhat.id) throw NOT_SUPPORTED;
    if (method === "eth_sendTransaction") {
      const { to, data, value } = params[0] as { to: Hex; data?: Hex; value?: Hex };
      const hash = await wallet.sendTransaction({ to, ...(data ? { data } : {}), ...(value ? { value: BigInt(value) } : {}) });
      mine.minedAt = Date.now();
      return hash;
    }
    if (method.startsWith("wallet_")) throw NOT_SUPPORTED;
    return wallet.request({ method, params } as never);
  }

  await context.exposeFunction("__walletRequest", async (method: string, params: unknown[]) => {
    calls.push(method);
    if (refused.delete(method)) return { error: { code: 4001, message: "User rejected the request." } };
    try {
      return { result: await answer({ method, params }) };
    } catch (error) {
      const { code, message } = error as { code?: number; message?: string };
      return { error: { code: code ?? -32603, message: String(message) } };
    }
  });
  await context.addInitScript({ content: IN_PAGE });
  return mine;
}

// Error codes do not survive exposeFunction, hence the wrapping on both sides.
const IN_PAGE = `(() => {
  const listeners = {};
  const provider = {
    isMetaMask: true,
    async request({ method, params }) {
      const answer = await window.__walletRequest(method, params ?? []);
      if (answer.error) throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
      return answer.result;
    },
    on(name, listener) { (listeners[name] ??= new Set()).add(listener); return provider; },
    removeListener(name, listener) { listeners[name]?.delete(listener); return provider; },
  };
  window.__emitWallet = (name, value) => { for (const listener of listeners[name] ?? []) listener(value); };
  window.__listensTo = (name) => (listeners[name]?.size ?? 0) > 0;
  const info = Object.freeze({ uuid: "7d3f7c1e-5f5c-4a44-9b0e-3c8f0a9f1c55", name: "MetaMask", icon: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>", rdns: "io.metamask" });
  const announce = () => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
  addEventListener("eip6963:requestProvider", announce);
  announce();
})()`;
