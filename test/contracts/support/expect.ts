import { type Abi, decodeErrorResult, type Hex } from "viem";
import { viem } from "./chain";

/**
 * `reverts(call, contract, error, args)`: exactly this custom error with these arguments.
 * `emits(call, contract, event, args)`: this event among the transaction's, with all its arguments.
 */
export const { revertWithCustomErrorWithArgs: reverts, emitWithArgs: emits, balancesHaveChanged: moves } = viem.assertions;

/** The data that a node sent along with a refusal, somewhere in the chain of causes. */
function revertData(error: unknown): Hex | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { data } = cause as { data?: unknown };
    const found = typeof data === "string" ? data : (data as { data?: unknown } | undefined)?.data;
    if (typeof found === "string" && /^0x([0-9a-f]{8,})?$/.test(found)) return found as Hex;
  }
  return undefined;
}

/**
 * What a call or a deployment is refused with, as `Name(1, 2)`, read from its data. "" when it goes through or is
 * refused without a word.
 */
export async function refusal(sent: Promise<unknown>, abi: Abi): Promise<string> {
  try {
    await sent;
    return "";
  } catch (error) {
    const data = revertData(error);
    if (!data) throw error;
    if (data === "0x") return "";
    const { errorName, args = [] } = decodeErrorResult({ abi, data });
    return `${errorName}(${args.map(String).join(", ")})`;
  }
}
