"use client";
import type { TransactionReceipt } from "viem";
import { useRouter } from "next/navigation";
import type { PanelCall } from "@/app/_web3/panel-call";
import { type ActContext, type ActState, useChainAct } from "@/app/_web3/use-chain-act";
import { useWallet } from "@/app/_web3/use-wallet";
import type { WalletSettings } from "@/app/_web3/wallet-settings";

/** The acts of a place of the panel: each is one transaction (or a few) of the acting wallet, and the page is read anew after it. */
export function usePanelAct(settings: WalletSettings) {
  const { host, ...wallet } = useWallet(settings);
  const { state, running, run, forget } = useChainAct(settings, wallet);
  const router = useRouter();
  async function act<R>(name: string, work: (context: ActContext) => Promise<R>, say: (result: R) => string): Promise<{ result: R } | null> {
    const done = await run(name, work, say);
    router.refresh();
    return done;
  }
  const send = async (name: string, call: PanelCall, say: (receipt: TransactionReceipt) => string): Promise<boolean> =>
    (await act(name, async (context) => (await import("@/app/_web3/panel-call")).sendPanelCall(context, call), say)) !== null;
  /** The state when it is of an act whose name begins so: each part of a page shows its own. */
  const stateOf = (prefix: string): ActState => ("act" in state && state.act.startsWith(prefix) ? state : { state: "idle" });
  /** How the button of an act looks now: busy with its own, resting while another one runs. */
  const press = (name: string) => ({ busy: running === name, disabled: running !== null && running !== name });
  return { host, busy: running !== null, act, send, press, stateOf, forget };
}
export type PanelAct = ReturnType<typeof usePanelAct>;
