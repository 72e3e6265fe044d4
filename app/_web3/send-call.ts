import { type Abi, type ContractFunctionArgs, type ContractFunctionName, encodeFunctionData, type Hash, parseAbi, type TransactionReceipt } from "viem";
import { estimateFeesPerGas, estimateGas, getBalance, simulateContract, waitForTransactionReceipt, writeContract } from "wagmi/actions";
import { amountText, shortfall } from "@/lib/membership/pass-rules";
import { ChainFault } from "@/lib/platform/chain-errors";
import { ensureChain } from "./ensure-chain";
import type { ConnectedWallet } from "./wallet-bridge";
import type { WalletSettings } from "./wallet-settings";

/** Where a transaction is: being checked, in the wallet, in the chain's hands. */
export type SendStep = { step: "check" } | { step: "wallet"; /** The most the network fee can be, in ether. */ fee: string } | { step: "block"; hash: Hash };

type Write = "nonpayable" | "payable";
type WriteName<A extends Abi> = ContractFunctionName<A, Write>;
export type Call<A extends Abi, N extends WriteName<A>> = {
  wallet: ConnectedWallet;
  settings: WalletSettings;
  to: { abi: A; address: `0x${string}` };
  functionName: N;
  args: ContractFunctionArgs<A, Write, N>;
  /** Wei sent along. */
  value?: bigint;
};
export type SendCall<A extends Abi, N extends WriteName<A>> = Call<A, N> & { onStep: (step: SendStep) => void };

const RECEIPT_TIMEOUT_MS = 180_000;
/** What a call of ours costs at most; used for the shortfall when the balance is too small for a node to estimate it. */
const GAS_CEILING = 200_000n;
/** A token's own errors travel through the club's contract: known here, they get a sentence too. */
const TOKEN_ERRORS = parseAbi(["error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)", "error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)"]);

const etherUp = (amount: bigint): string => amountText({ amount, decimals: 18, round: "up" });

/**
 * @returns the most the network fee can be, in ether
 * @throws ChainFault shortBalance with the `amount` that is missing for value and network fee
 */
async function requireBalance({ config, address }: ConnectedWallet, value: bigint, gas: bigint): Promise<string> {
  const [{ value: balance }, fees] = await Promise.all([getBalance(config, { address }), estimateFeesPerGas(config)]);
  const fee = gas * (fees.maxFeePerGas ?? 0n);
  const missing = shortfall({ need: value + fee, have: balance });
  if (missing > 0n) throw new ChainFault("shortBalance", { amount: `${etherUp(missing)} ETH` });
  return etherUp(fee);
}

const plainCall = <A extends Abi, N extends WriteName<A>>({ to, functionName, args }: Call<A, N>) => ({
  abi: [...to.abi, ...TOKEN_ERRORS] as Abi,
  functionName: functionName as string,
  args: args as readonly unknown[],
});

/**
 * Lets the chain try a call without sending it.
 * @returns what `writeContract` takes
 * @throws what `faultText` explains
 */
export async function simulateCall<A extends Abi, N extends WriteName<A>>(call: Call<A, N>) {
  const { wallet, settings, to, value = 0n } = call;
  const { request } = await simulateContract(wallet.config, { ...plainCall(call), address: to.address, account: wallet.address, value, chainId: settings.chainId });
  return request;
}

/**
 * One transaction to a contract, each step awaited in the press that started it: right chain → simulated → balance →
 * wallet → receipt.
 * @returns the receipt of a transaction that succeeded
 * @throws what `faultText` explains; after `block` the hash is known and the transaction may still succeed
 */
export async function sendCall<A extends Abi, N extends WriteName<A>>({ onStep, ...call }: SendCall<A, N>): Promise<TransactionReceipt> {
  const { wallet, settings, to, value = 0n } = call;
  const { config, address: account } = wallet;
  onStep({ step: "check" });
  await ensureChain(wallet, settings);
  // Before the simulation: a node refuses to simulate what cannot be paid, with a less telling error.
  if (value > 0n && (await getBalance(config, { address: account })).value < value) await requireBalance(wallet, value, GAS_CEILING);
  const request = await simulateCall(call);
  const fee = await requireBalance(wallet, value, await estimateGas(config, { account, to: to.address, data: encodeFunctionData(plainCall(call)), value }));
  onStep({ step: "wallet", fee });
  const hash = await writeContract(config, request);
  onStep({ step: "block", hash });
  let replaced = false;
  // Sped up in the wallet it is the same transaction; cancelled there, another one succeeds in its place.
  const receipt = await waitForTransactionReceipt(config, { hash, timeout: RECEIPT_TIMEOUT_MS, onReplaced: ({ reason }) => void (replaced = reason !== "repriced") });
  if (replaced || receipt.status !== "success") throw new ChainFault("reverted", {}, receipt.transactionHash);
  return receipt;
}
