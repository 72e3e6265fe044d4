"use client";
import { useConnectModal } from "@rainbow-me/rainbowkit";
import { useEffect, useRef } from "react";
import { type Config, useAccount, useConfig } from "wagmi";
import { ChainFault } from "@/lib/platform/chain-errors";
import { ensureChain } from "./ensure-chain";
import type { WalletSettings } from "./wallet-settings";

/** A connected wallet of the right person. */
export type ConnectedWallet = { config: Config; address: `0x${string}` };
/** What a page wants: a signed-in wallet, or the session's own wallet connected. Answered once. */
export type Ask = { id: number; purpose: "sign-in" | "connect"; done: (wallet: ConnectedWallet) => void; fail: (error: unknown) => void };

type BridgeProps = { settings: WalletSettings; signedIn: boolean; ask: Ask | null; onAccount: (address: `0x${string}` | null) => void };

/** Turns RainbowKit's state into the answer to one question. Renders nothing. */
export function WalletBridge({ settings, signedIn, ask, onAccount }: BridgeProps) {
  const config = useConfig();
  const { address, status, chain } = useAccount();
  const { openConnectModal, connectModalOpen } = useConnectModal();
  const opened = useRef<{ id: number; seen: boolean } | null>(null);
  const answered = useRef(0);
  const switched = useRef(0);

  useEffect(() => onAccount(status === "connected" ? address : null), [address, status, onAccount]);

  useEffect(() => {
    if (!ask || answered.current === ask.id || status === "connecting" || status === "reconnecting") return;
    const finish = (settle: () => void) => {
      answered.current = ask.id;
      settle();
    };
    const connected = status === "connected" && address !== undefined;
    if (connected && ask.purpose === "connect" && settings.sessionWallet && address.toLowerCase() !== settings.sessionWallet)
      return finish(() => ask.fail(new ChainFault("otherWallet")));
    if (connected && (signedIn || ask.purpose === "connect")) return finish(() => ask.done({ config, address }));
    // RainbowKit cannot show its sign-in while the wallet is on a chain that is not ours: the press asks for the switch.
    if (connected && !chain && opened.current?.id !== ask.id) {
      if (switched.current === ask.id) return;
      switched.current = ask.id;
      void ensureChain({ config }, settings).catch((error: unknown) => finish(() => ask.fail(error)));
      return;
    }
    if (opened.current?.id === ask.id) {
      if (connectModalOpen) opened.current.seen = true;
      else if (opened.current.seen) {
        // A moment's grace: the window also closes when it has succeeded, one render before that is known here.
        const timer = setTimeout(() => finish(() => ask.fail(new ChainFault("dismissed"))), 400);
        return () => clearTimeout(timer);
      }
      return;
    }
    if (!openConnectModal) return;
    // RainbowKit closes every window in an effect of its own when it starts, and wagmi finds announced wallets and
    // restores a connection in one of its own: decide after those.
    const timer = setTimeout(() => {
      if (config.connectors.length === 0) return finish(() => ask.fail(new ChainFault("noWallet")));
      opened.current = { id: ask.id, seen: false };
      openConnectModal();
    });
    return () => clearTimeout(timer);
  }, [ask, address, status, chain, signedIn, openConnectModal, connectModalOpen, config, settings]);

  return null;
}
