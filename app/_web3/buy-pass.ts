import { parseEventLogs } from "viem";
import { readContract } from "wagmi/actions";
import { clubMembershipAbi } from "@/lib/generated/contracts";
import { membershipView, type PlanView } from "@/lib/membership/schema";
import { ChainFault } from "@/lib/platform/chain-errors";
import { request } from "../_http/request";
import { type SendStep, sendCall } from "./send-call";
import type { ConnectedWallet } from "./wallet-bridge";
import type { WalletSettings } from "./wallet-settings";

export type BuyStep = SendStep | { step: "club" };
export type BuyPass = { wallet: ConnectedWallet; settings: WalletSettings; plan: PlanView; onStep: (step: BuyStep) => void };

const REFRESH_TRIES = 12;
const REFRESH_EVERY_MS = 400;

const readActive = (): Promise<boolean> =>
  request("/api/membership/refresh", { method: "POST", body: {}, parse: (value) => membershipView.parse(value).active }).catch(() => false);

/**
 * Asks the club to read the chain for the own wallet until it says yes. At most about five seconds; a club that does
 * not answer is asked again, since the pass is paid by now.
 */
async function untilMember(): Promise<void> {
  for (let round = 0; round < REFRESH_TRIES; round += 1) {
    if (await readActive()) return;
    await new Promise((resolve) => setTimeout(resolve, REFRESH_EVERY_MS));
  }
  throw new ChainFault("slow");
}

/**
 * Buys the plan's pass for the wallet, or renews when it holds one, live or ended; the price on the page is the most
 * it pays. Ends when the club counts the wallet as a member.
 * @throws what `faultText` explains
 */
export async function buyPass({ wallet, settings, plan, onStep }: BuyPass): Promise<void> {
  const price = BigInt(plan.price);
  const held = await readContract(wallet.config, { abi: clubMembershipAbi, address: settings.membership, functionName: "membershipOf", args: [wallet.address], chainId: settings.chainId });
  const call = { wallet, settings, args: [BigInt(plan.id), wallet.address, price], value: price, onStep } as const;
  const receipt = held.tier === 0 ? await sendCall({ ...call, functionName: "buy" }) : await sendCall({ ...call, functionName: "renew" });
  // The transaction's own word, not only its success: the pass must be this wallet's.
  const events = parseEventLogs({ abi: clubMembershipAbi, eventName: ["Purchased", "Renewed"], logs: receipt.logs });
  if (!events.some(({ args }) => args.account.toLowerCase() === wallet.address.toLowerCase())) throw new ChainFault("reverted", {}, receipt.transactionHash);
  onStep({ step: "club" });
  await untilMember();
}
