import { type Abi, type ContractEventName, parseEventLogs, type ParseEventLogsReturnType, type TransactionReceipt } from "viem";
import { ChainFault } from "@/lib/platform/chain-errors";

/**
 * The transaction's own word, not only its success: the first event of these names that `fits`.
 * @throws ChainFault reverted when there is none
 */
export function eventOf<const A extends Abi, N extends ContractEventName<A>>(
  { abi, receipt, names, fits = () => true }: { abi: A; receipt: TransactionReceipt; names: N[]; fits?: (event: ParseEventLogsReturnType<A, N, true>[number]) => boolean },
): ParseEventLogsReturnType<A, N, true>[number] {
  const events = parseEventLogs({ abi, eventName: names, logs: receipt.logs });
  const found = events.find((event) => fits(event as never));
  if (!found) throw new ChainFault("reverted", {}, receipt.transactionHash);
  return found as never;
}
