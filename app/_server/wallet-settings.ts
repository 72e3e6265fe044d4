import { getLocale, getTranslations } from "next-intl/server";
import type { WalletSettings } from "@/app/_web3/wallet-settings";
import { chain, deployment } from "@/lib/platform/chain";
import { CHAIN_FAULTS, type ChainFaultKey } from "@/lib/platform/chain-errors";
import { env, isLocalChain } from "@/lib/platform/env";
import { readShell } from "./read-shell";

/** The wallet settings for a client component of this page, with its sentences in the reader's language. */
export async function readWalletSettings(): Promise<WalletSettings> {
  const [{ viewer, club }, t, locale] = await Promise.all([readShell(), getTranslations("wallet"), getLocale()]);
  const { CHAIN_ID, RPC_URL, EXPLORER_URL, WALLETCONNECT_PROJECT_ID } = env();
  return {
    clubName: club.name,
    chainId: CHAIN_ID,
    chainName: chain().name,
    rpcUrl: RPC_URL,
    explorerUrl: EXPLORER_URL ?? null,
    walletConnectId: WALLETCONNECT_PROJECT_ID ?? null,
    membership: deployment().membership.address,
    badges: deployment().badges.address,
    locale: locale === "ru" ? "ru" : "en",
    sessionWallet: viewer?.wallet ?? null,
    demoNames: isLocalChain() ? { owner: t("demo.owner"), admin: t("demo.admin"), member: t("demo.member"), newcomer: t("demo.newcomer") } : null,
    groups: { demo: t("groupDemo"), wallets: t("groupWallets") },
    // Left raw: the gaps are filled in the browser, when the fault is known.
    faults: Object.fromEntries(CHAIN_FAULTS.map((key) => [key, String(t.raw(`faults.${key}`))])) as Record<ChainFaultKey, string>,
  };
}
