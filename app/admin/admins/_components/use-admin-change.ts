"use client";
import { useCallback, useRef, useState } from "react";
import { request } from "@/app/_http/request";
import { faultText } from "@/app/_web3/fault-text";
import { txHref } from "@/app/_web3/tx-href";
import { useWallet } from "@/app/_web3/use-wallet";
import type { WalletSettings } from "@/app/_web3/wallet-settings";
import { type ClubAdminView, clubAdminsView } from "@/lib/membership/schema";

export type AdminChange = { act: "addAdmin" | "removeAdmin"; wallet: `0x${string}` };
export type ChangeStep = "connect" | "check" | "wallet" | "block" | "club";
export type ChangeState =
  | { state: "idle" }
  | { state: "running"; change: AdminChange; step: ChangeStep; tx: string | null }
  | { state: "failed"; change: AdminChange; text: string; tx: string | null };

const ASK_EVERY_MS = 400;
const MAX_ASKS = 25;

const readAdmins = async (): Promise<ClubAdminView[]> => (await request("/api/admin/admins", { parse: (value) => clubAdminsView.parse(value) })).items;

/** Asks the club until it counts the change, at most ten seconds. @returns the list, and whether the change is in force */
async function untilInForce({ act, wallet }: AdminChange): Promise<{ admins: ClubAdminView[]; inForce: boolean }> {
  let admins: ClubAdminView[] = [];
  for (let ask = 0; ask < MAX_ASKS; ask += 1) {
    admins = await readAdmins();
    const entry = admins.find((admin) => admin.wallet === wallet.toLowerCase());
    if (act === "addAdmin" ? entry?.inForce : !entry) return { admins, inForce: true };
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return { admins, inForce: false };
}

/**
 * One change of the admins at a time: the owner's wallet, the transaction, its block, and the club that follows.
 * `run` answers whether the change is in force, or null when it failed; `state` then says why.
 */
export function useAdminChange(settings: WalletSettings, onAdmins: (admins: ClubAdminView[]) => void) {
  const { host, connect } = useWallet(settings);
  const [state, setState] = useState<ChangeState>({ state: "idle" });
  const running = useRef(false);
  const run = useCallback(
    async (change: AdminChange): Promise<{ inForce: boolean } | null> => {
      if (running.current) return null;
      running.current = true;
      let tx: string | null = null;
      const show = (step: ChangeStep) => setState({ state: "running", change, step, tx });
      try {
        show("connect");
        const [wallet, { sendCall }] = await Promise.all([connect(), import("@/app/_web3/send-call")]);
        const onStep = (at: { step: "check" | "wallet" } | { step: "block"; hash: string }) => {
          if (at.step === "block") tx = txHref(settings, at.hash);
          show(at.step);
        };
        await sendCall({ wallet, settings, functionName: change.act, args: [change.wallet], onStep });
        show("club");
        const { admins, inForce } = await untilInForce(change);
        onAdmins(admins);
        setState({ state: "idle" });
        return { inForce };
      } catch (error) {
        setState({ state: "failed", change, text: faultText(error, settings.faults).text, tx });
        return null;
      } finally {
        running.current = false;
      }
    },
    [connect, settings, onAdmins],
  );
  const forget = useCallback(() => setState({ state: "idle" }), []);
  return { host, state, run, forget };
}
