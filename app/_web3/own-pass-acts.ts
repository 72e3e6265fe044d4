import { isAddressEqual } from "viem";
import { clubMembershipAbi } from "@/lib/generated/contracts";
import type { PlanView } from "@/lib/membership/schema";
import { approveToken } from "./approve-token";
import { membershipContract } from "./club-contracts";
import { ensureChain } from "./ensure-chain";
import { eventOf } from "./event-of";
import { sendCall } from "./send-call";
import type { ActContext } from "./use-chain-act";

/** Takes the money of the first own purchase back, which ends the pass. @returns the amount paid back, smallest unit */
export async function takeRefund({ wallet, settings, onStep }: ActContext): Promise<bigint> {
  const receipt = await sendCall({ wallet, settings, to: membershipContract(settings), functionName: "refund", args: [], onStep });
  return eventOf({ abi: clubMembershipAbi, receipt, names: ["Refunded"], fits: ({ args }) => isAddressEqual(args.account, wallet.address) }).args.amount;
}

export type SwitchAutoRenew = ActContext & {
  /** Null switches it off. `approvals`: for how many renewals the token is approved beforehand. */
  renewal: { plan: PlanView; maxPrice: bigint; approvals: number } | null;
};

/**
 * Lets the club renew the wallet's pass by itself, or no more. Switching on approves the token first, for so many
 * renewals at the highest price; switching off is one transaction. An approval that is left does nothing without this.
 */
export async function switchAutoRenew({ wallet, settings, onStep, renewal }: SwitchAutoRenew): Promise<void> {
  onStep({ step: "check" });
  await ensureChain(wallet, settings);
  if (renewal) await approveToken({ wallet, settings, token: renewal.plan, amount: renewal.maxPrice * BigInt(renewal.approvals), onStep });
  const args = renewal ? ([BigInt(renewal.plan.id), renewal.maxPrice] as const) : ([0n, 0n] as const);
  const receipt = await sendCall({ wallet, settings, to: membershipContract(settings), functionName: "setAutoRenew", args, onStep });
  eventOf({ abi: clubMembershipAbi, receipt, names: ["AutoRenewSet"], fits: (event) => isAddressEqual(event.args.account, wallet.address) && event.args.planId === args[0] });
}
