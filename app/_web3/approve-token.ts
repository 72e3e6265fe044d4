import { erc20Abi, type Hash, parseAbi } from "viem";
import { readContract } from "wagmi/actions";
import { amountText, shortfall } from "@/lib/membership/pass-rules";
import type { PlanView } from "@/lib/membership/schema";
import { ChainFault } from "@/lib/platform/chain-errors";
import { sendCall, simulateCall } from "./send-call";
import type { ConnectedWallet } from "./wallet-bridge";
import type { WalletSettings } from "./wallet-settings";

/** Steps of an approval, which comes before the transaction that was asked for. */
export type ApproveStep = { step: "approve" } | { step: "approveBlock"; hash: Hash };
export type TokenOfPlan = Pick<PlanView, "currency" | "symbol" | "decimals">;
type Approve = { wallet: ConnectedWallet; settings: WalletSettings; token: TokenOfPlan; amount: bigint; onStep: (step: ApproveStep | { step: "check" }) => void };

/** Without an answer: some tokens give none, whatever the standard says. */
const approveAbi = parseAbi(["function approve(address spender, uint256 amount)"]);

const addressOf = ({ currency }: TokenOfPlan) => currency as `0x${string}`;

/** What the club may take of a wallet's token now, in its smallest unit. */
export const readAllowance = ({ wallet, settings, token }: Omit<Approve, "amount" | "onStep">): Promise<bigint> =>
  readContract(wallet.config, { abi: erc20Abi, address: addressOf(token), functionName: "allowance", args: [wallet.address, settings.membership], chainId: settings.chainId });

/** @throws ChainFault shortBalance with the exact amount of the token that is missing */
export async function requireToken({ wallet, settings, token, amount }: Omit<Approve, "onStep">): Promise<void> {
  const have = await readContract(wallet.config, { abi: erc20Abi, address: addressOf(token), functionName: "balanceOf", args: [wallet.address], chainId: settings.chainId });
  const missing = shortfall({ need: amount, have });
  if (missing > 0n) throw new ChainFault("shortBalance", { amount: `${amountText({ amount: missing, decimals: token.decimals, round: "up" })} ${token.symbol}` });
}

/**
 * Lets the club take exactly `amount` of a token, unless it may take that much already: by one transaction, or by two
 * where the token changes an approval only by way of zero.
 * @throws what `faultText` explains
 */
export async function approveToken({ wallet, settings, token, amount, onStep }: Approve): Promise<void> {
  const have = await readAllowance({ wallet, settings, token });
  if (have >= amount) return;
  const call = (value: bigint) => ({ wallet, settings, to: { abi: approveAbi, address: addressOf(token) }, functionName: "approve" as const, args: [settings.membership, value] as const });
  const approve = (value: bigint) =>
    sendCall({ ...call(value), onStep: (at) => onStep(at.step === "block" ? { step: "approveBlock", hash: at.hash } : at.step === "wallet" ? { step: "approve" } : at) });
  if (have > 0n && !(await simulateCall(call(amount)).then(() => true, () => false))) await approve(0n);
  await approve(amount);
}
