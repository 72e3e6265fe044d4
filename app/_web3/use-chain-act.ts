"use client";
import type { Hash } from "viem";
import { useCallback, useRef, useState } from "react";
import type { ChainFaultKey } from "@/lib/platform/chain-errors";
import { faultText } from "./fault-text";
import { txHref } from "./tx-href";
import type { UseWallet } from "./use-wallet";
import type { ConnectedWallet } from "./wallet-bridge";
import type { WalletSettings } from "./wallet-settings";

/** What an act waits for. `permit` is a signature, `approve` a transaction before the one that was asked for, `club` the club that follows the chain. */
export type ActStep =
  | { step: "connect" | "check" | "permit" | "approve" | "wallet" | "club" }
  | { step: "approveBlock" | "block"; hash: Hash };
export type ActContext = { wallet: ConnectedWallet; settings: WalletSettings; onStep: (step: ActStep) => void };
export type ActState =
  | { state: "idle" }
  | { state: "running"; act: string; step: ActStep["step"]; tx: string | null }
  | { state: "done"; act: string; text: string; tx: string | null }
  | { state: "failed"; act: string; fault: ChainFaultKey; text: string; detail: string; tx: string | null };

export type ChainAct = {
  state: ActState;
  /** The name of the act that is running, or null. */
  running: string | null;
  /** Does one act at a time. Answers what `work` answers, or null when it failed; `state` then says why. */
  run: <T>(act: string, work: (context: ActContext) => Promise<T>, say: (result: T) => string) => Promise<{ result: T } | null>;
  forget: () => void;
};

/** One act on the chain by the session's own wallet: connected, tried, signed, in its block, told by its event. */
export function useChainAct(settings: WalletSettings, { connect }: Pick<UseWallet, "connect">): ChainAct {
  const [state, setState] = useState<ActState>({ state: "idle" });
  const busy = useRef(false);
  const run = useCallback<ChainAct["run"]>(
    async (act, work, say) => {
      if (busy.current) return null;
      busy.current = true;
      let tx: string | null = null;
      const onStep = (at: ActStep) => {
        if ("hash" in at) tx = txHref(settings, at.hash);
        setState({ state: "running", act, step: at.step, tx });
      };
      try {
        onStep({ step: "connect" });
        const result = await work({ wallet: await connect(), settings, onStep });
        setState({ state: "done", act, text: say(result), tx });
        return { result };
      } catch (error) {
        const { key: fault, text, detail } = faultText(error, settings.faults);
        setState(fault === "dismissed" ? { state: "idle" } : { state: "failed", act, fault, text, detail, tx });
        return null;
      } finally {
        busy.current = false;
      }
    },
    [connect, settings],
  );
  const forget = useCallback(() => setState({ state: "idle" }), []);
  return { state, running: state.state === "running" ? state.act : null, run, forget };
}
