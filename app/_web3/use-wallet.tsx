"use client";
import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from "react";
import type { Ask, ConnectedWallet } from "./wallet-bridge";
import type { WalletSettings } from "./wallet-settings";

const WalletHost = lazy(() => import("./wallet-host"));

export type UseWallet = {
  /** Render it once, anywhere in the page: empty until a wallet is asked for. */
  host: ReactNode;
  /** The connected account as far as known here; null before wallet code was loaded. */
  account: `0x${string}` | null;
  /** Opens the wallet window and signs in. Resolves when the session exists. @throws what `faultText` explains */
  signIn: () => Promise<ConnectedWallet>;
  /** The session's own wallet, connected; opens the window only when it is not. @throws what `faultText` explains */
  connect: () => Promise<ConnectedWallet>;
};

/** A wallet on demand: costs a page nothing until `signIn` or `connect` is called. */
export function useWallet(settings: WalletSettings): UseWallet {
  const [ask, setAsk] = useState<Ask | null>(null);
  const [account, setAccount] = useState<`0x${string}` | null>(null);
  const count = useRef(0);
  const request = useCallback(
    (purpose: Ask["purpose"]) =>
      new Promise<ConnectedWallet>((done, fail) => {
        count.current += 1;
        setAsk({ id: count.current, purpose, done, fail });
      }),
    [],
  );
  const signIn = useCallback(() => request("sign-in"), [request]);
  const connect = useCallback(() => request("connect"), [request]);
  const host = ask ? <Suspense><WalletHost settings={settings} ask={ask} onAccount={setAccount} /></Suspense> : null;
  return { host, account, signIn, connect };
}
