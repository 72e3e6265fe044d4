import { isAddressEqual, zeroAddress } from "viem";
import { readContract } from "wagmi/actions";
import { clubMembershipAbi } from "@/lib/generated/contracts";
import { LIFETIME } from "@/lib/membership/grant-rules";
import type { PlanView } from "@/lib/membership/schema";
import { approveToken, readAllowance, requireToken } from "./approve-token";
import { membershipContract } from "./club-contracts";
import { ensureChain } from "./ensure-chain";
import { eventOf } from "./event-of";
import { sendCall } from "./send-call";
import { signPermit } from "./sign-permit";
import type { ActContext } from "./use-chain-act";

export type BuyPass = ActContext & { plan: PlanView; /** Whose pass; the wallet's own unless given. */ to?: `0x${string}` };
/** What the chain says has happened. `expiresAt` null is for good. */
export type BoughtPass = { account: `0x${string}`; expiresAt: Date | null };

const dateOf = (seconds: bigint): Date | null => (seconds === LIFETIME ? null : new Date(Number(seconds) * 1000));

/**
 * Buys the plan's pass for a wallet, or renews the one it holds, live or ended; the price on the page is the most it
 * pays. A token is taken by permit where token and wallet know that, else after an approval of exactly the price.
 * @returns what the transaction's own event says
 * @throws what `faultText` explains
 */
export async function buyPass({ wallet, settings, plan, to = wallet.address, onStep }: BuyPass): Promise<BoughtPass> {
  onStep({ step: "check" });
  await ensureChain(wallet, settings);
  const contract = membershipContract(settings);
  const price = BigInt(plan.price);
  const inToken = !isAddressEqual(plan.currency as `0x${string}`, zeroAddress);
  const held = await readContract(wallet.config, { ...contract, functionName: "membershipOf", args: [to], chainId: settings.chainId });
  const args = [BigInt(plan.id), to, price] as const;
  const call = { wallet, settings, to: contract, onStep } as const;
  const pay = async () => {
    if (inToken) {
      await requireToken({ wallet, settings, token: plan, amount: price });
      if (held.tier === 0 && (await readAllowance({ wallet, settings, token: plan })) < price) {
        const permit = await signPermit({ wallet, settings, token: plan, amount: price, onAsk: () => onStep({ step: "permit" }) });
        if (permit) return sendCall({ ...call, functionName: "buyWithPermit", args: [...args, permit.deadline, permit.v, permit.r, permit.s] });
      }
      await approveToken({ wallet, settings, token: plan, amount: price, onStep });
    }
    const value = inToken ? 0n : price;
    return held.tier === 0 ? sendCall({ ...call, functionName: "buy", args, value }) : sendCall({ ...call, functionName: "renew", args, value });
  };
  const receipt = await pay();
  const { args: told } = eventOf({ abi: clubMembershipAbi, receipt, names: ["Purchased", "Renewed"], fits: (event) => isAddressEqual(event.args.account, to) });
  return { account: told.account, expiresAt: dateOf(told.expiresAt) };
}
