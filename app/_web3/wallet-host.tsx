"use client";
import "@rainbow-me/rainbowkit/styles.css";
import { RainbowKitAuthenticationProvider, RainbowKitProvider } from "@rainbow-me/rainbowkit";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { type Config, WagmiProvider } from "wagmi";
import { getAccount } from "wagmi/actions";
import { leaveSession, SESSION_WALLET_KEY } from "../_components/shell/leave-session";
import { makeConfig } from "./make-config";
import { rainbowTheme } from "./rainbow-theme";
import { makeSignInAdapter } from "./sign-in-adapter";
import { type Ask, WalletBridge } from "./wallet-bridge";
import type { WalletSettings } from "./wallet-settings";

export type WalletHostProps = { settings: WalletSettings; ask: Ask | null; onAccount: (address: `0x${string}` | null) => void };

function Providers({ config, settings, ask, onAccount }: WalletHostProps & { config: Config }) {
  const [signedIn, setSignedIn] = useState(settings.sessionWallet !== null);
  const [queries] = useState(() => new QueryClient());
  const { sessionWallet } = settings;
  const adapter = useMemo(
    () =>
      makeSignInAdapter({
        onVerified: () => {
          const id = getAccount(config).connector?.id;
          // Announced wallets are named by their reverse domain; the guard finds them again by it.
          if (id?.includes(".")) localStorage.setItem(SESSION_WALLET_KEY, id);
          setSignedIn(true);
        },
        onSignOut: () => {
          // RainbowKit asks on every disconnect and change of account; only another account ends a session.
          const { address } = getAccount(config);
          if (sessionWallet && address && address.toLowerCase() !== sessionWallet) void leaveSession("/join?why=switched");
        },
      }),
    [config, sessionWallet],
  );
  return (
    <WagmiProvider config={config}>
      <QueryClientProvider client={queries}>
        <RainbowKitAuthenticationProvider adapter={adapter} status={signedIn ? "authenticated" : "unauthenticated"}>
          <RainbowKitProvider theme={rainbowTheme()} modalSize="compact" locale={settings.locale === "ru" ? "ru-RU" : "en-US"} initialChain={settings.chainId} appInfo={{ appName: settings.clubName }}>
            <WalletBridge settings={settings} signedIn={signedIn} ask={ask} onAccount={onAccount} />
          </RainbowKitProvider>
        </RainbowKitAuthenticationProvider>
      </QueryClientProvider>
    </WagmiProvider>
  );
}

/** All wallet code of a page, loaded by the first press that needs a wallet. */
export default function WalletHost(props: WalletHostProps) {
  const [config, setConfig] = useState<Config | null>(null);
  const [settings] = useState(props.settings);
  const { ask } = props;
  useEffect(() => {
    makeConfig(settings).then(setConfig, (error: unknown) => ask?.fail(error));
    // Built once for the life of the page; a failed load is told to whoever asked first.
  }, [settings]);
  return config ? <Providers {...props} config={config} /> : null;
}
