import { type Abi, type ContractFunctionArgs, type ContractFunctionName, encodeFunctionData, formatEther, type Hash, type TransactionReceipt } from "viem";
import { estimateFeesPerGas, estimateGas, getBalance, simulateContract, waitForTransactionReceipt, writeContract } from "wagmi/actions";
import { clubMembershipAbi } from "@/lib/generated/contracts";
import { ChainFault } from "@/lib/platform/chain-errors";
import { ensureChain } from "./ensure-chain";
import type { ConnectedWallet } from "./wallet-bridge";
import type { WalletSettings } from "./wallet-settings";

/** Where a transaction is: being checked, in the wallet, in the chain's hands. */
export type SendStep = { step: "check" } | { step: "wallet" } | { step: "block"; hash: Hash };

type WriteName = ContractFunctionName<typeof clubMembershipAbi, "nonpayable" | "payable">;
export type SendCall<N extends WriteName> = {
  wallet: ConnectedWallet;
  settings: WalletSettings;
  functionName: N;
  args: ContractFunctionArgs<typeof clubMembershipAbi, "nonpayable" | "payable", N>;
  /** Wei sent along. */
  value?: bigint;
  onStep: (step: SendStep) => void;
};

const RECEIPT_TIMEOUT_MS = 180_000;

/** Ether with at most six digits after the point, rounded up: a shortfall must never look smaller than it is. */
export const roundUpEther = (wei: bigint): string => {
  const unit = 10n ** 12n;
  return formatEther(((wei + unit - 1n) / unit) * unit);
};

/** What a call of ours costs at most; used for the shortfall when the balance is too small for a node to estimate it. */
const GAS_CEILING = 200_000n;

/** @throws ChainFault shortBalance with the `amount` that is missing for value and network fee */
async function requireBalance({ config, address }: ConnectedWallet, value: bigint, gas: bigint): Promise<void> {
  const [{ value: balance }, fees] = await Promise.all([getBalance(config, { address }), estimateFeesPerGas(config)]);
  const missing = value + gas * (fees.maxFeePerGas ?? 0n) - balance;
  if (missing > 0n) throw new ChainFault("shortBalance", { amount: `${roundUpEther(missing)} ETH` });
}

/**
 * One transaction to ClubMembership, each step awaited in the press that started it: right chain → simulated →
 * balance → wallet → receipt.
 * @returns the receipt of a transaction that succeeded
 * @throws what `faultText` explains; after `block` the hash is known and the transaction may still succeed
 */
export async function sendCall<N extends WriteName>({ wallet, settings, functionName, args, value = 0n, onStep }: SendCall<N>): Promise<TransactionReceipt> {
  onStep({ step: "check" });
  await ensureChain(wallet, settings);
  const { config, address: account } = wallet;
  const abi: Abi = clubMembershipAbi;
  const call = { abi, functionName: functionName as string, args: args as readonly unknown[] };
  // Before the simulation: a node refuses to simulate what cannot be paid, with a less telling error.
  if (value > 0n && (await getBalance(config, { address: account })).value < value) await requireBalance(wallet, value, GAS_CEILING);
  const { request } = await simulateContract(config, { ...call, address: settings.membership, account, value, chainId: settings.chainId });
  await requireBalance(wallet, value, await estimateGas(config, { account, to: settings.membership, data: encodeFunctionData(call), value }));
  onStep({ step: "wallet" });
  const hash = await writeContract(wallet.config, request);
  onStep({ step: "block", hash });
  const receipt = await waitForTransactionReceipt(wallet.config, { hash, timeout: RECEIPT_TIMEOUT_MS });
  if (receipt.status !== "success") throw new ChainFault("reverted", {}, hash);
  return receipt;
}
