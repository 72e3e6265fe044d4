import { BaseError } from "viem";
import { chainReader, keeperWallet } from "@/lib/platform/chain";
import { explainChainError } from "@/lib/platform/chain-errors";
import { log } from "@/lib/platform/log";
import { findDueRenewals } from "./find-due-renewals";
import { membershipContract } from "./read-chain";

const RECEIPT_TIMEOUT_MS = 60_000;

/** More than this for a unit of gas is not paid: the renewal waits for the next look. */
const FEE_CAP_WEI = 200_000_000_000n;

/** Whether a transaction of the keeper is still on its way: another one behind it would only wait, and pay, as well. */
async function isBusy(address: `0x${string}`): Promise<boolean> {
  const count = (blockTag: "latest" | "pending") => chainReader().getTransactionCount({ address, blockTag });
  const [latest, pending] = await Promise.all([count("latest"), count("pending")]);
  return pending > latest;
}

/**
 * Renews every pass that is due and whose holder agreed, each by a transaction of the keeper, one after the other. What
 * the contract refuses (no allowance, paused, renewed meanwhile) is left for later and told in the log. Doing it twice
 * renews once: the contract takes one renewal a period. While one is on its way, or fees are too high, nothing is sent.
 * @returns how many were renewed
 */
export async function renewDuePasses(): Promise<number> {
  const keeper = keeperWallet();
  if (!keeper) return 0;
  let renewed = 0;
  for (const wallet of await findDueRenewals()) {
    try {
      const { maxFeePerGas, maxPriorityFeePerGas } = await chainReader().estimateFeesPerGas();
      if (maxFeePerGas > FEE_CAP_WEI || (await isBusy(keeper.account.address))) return renewed;
      const { request } = await chainReader().simulateContract({ ...membershipContract(), account: keeper.account, functionName: "renewFor", args: [wallet], maxFeePerGas, maxPriorityFeePerGas });
      const hash = await keeper.writeContract(request);
      const { status } = await chainReader().waitForTransactionReceipt({ hash, timeout: RECEIPT_TIMEOUT_MS });
      if (status === "success") renewed += 1;
    } catch (error) {
      if (!(error instanceof BaseError)) throw error;
      log("membership").info({ wallet, why: explainChainError(error).key }, "a pass could not be renewed automatically");
    }
  }
  return renewed;
}
