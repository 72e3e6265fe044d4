"use client";
import { useEffect } from "react";
import { leaveSession, SESSION_WALLET_KEY } from "./leave-session";

type Provider = { request(call: { method: string }): Promise<unknown>; on?(name: string, f: (list: unknown) => void): void; removeListener?(name: string, f: (list: unknown) => void): void };
type Announcement = CustomEvent<{ info: { rdns: string }; provider: Provider }>;

/**
 * Signs out when the wallet that opened the session shows another account: on its accountsChanged and on every return
 * to the page. An empty list (locked, or not permitted) is no other account. Loads no wallet code (EIP-6963 only).
 */
export function SessionGuard({ wallet }: { wallet: string }) {
  useEffect(() => {
    const rdns = localStorage.getItem(SESSION_WALLET_KEY);
    if (!rdns) return;
    let provider: Provider | undefined;
    const check = (list: unknown) => {
      const first: unknown = Array.isArray(list) ? list[0] : undefined;
      if (typeof first === "string" && first.toLowerCase() !== wallet) void leaveSession("/join?why=switched");
    };
    const ask = () => void provider?.request({ method: "eth_accounts" }).then(check, () => undefined);
    const met = (event: Event) => {
      const { info, provider: announced } = (event as Announcement).detail;
      if (provider || info.rdns !== rdns) return;
      provider = announced;
      provider.on?.("accountsChanged", check);
      ask();
    };
    window.addEventListener("eip6963:announceProvider", met);
    window.addEventListener("focus", ask);
    window.dispatchEvent(new Event("eip6963:requestProvider"));
    return () => {
      window.removeEventListener("eip6963:announceProvider", met);
      window.removeEventListener("focus", ask);
      provider?.removeListener?.("accountsChanged", check);
    };
  }, [wallet]);
  return null;
}
