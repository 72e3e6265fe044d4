import { keccak256 } from "viem";
import { minterAccount } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import type { Fees } from "./rules";
import type { SignedForm, TxRow } from "./store";
import type { MintTurn } from "./turn";

/** Signs one form of a transaction with the given fees. Nothing is sent or kept here. */
export async function signForm({ turn, call, fees }: { turn: MintTurn; call: Pick<TxRow, "nonce" | "to" | "data" | "gas">; fees: Fees }): Promise<SignedForm> {
  const raw = await minterAccount().signTransaction({
    type: "eip1559",
    chainId: turn.chainId,
    nonce: call.nonce,
    to: call.to,
    data: call.data,
    value: 0n,
    gas: BigInt(call.gas),
    ...fees,
  });
  return { hash: keccak256(raw), raw, maxFeePerGas: String(fees.maxFeePerGas), maxPriorityFeePerGas: String(fees.maxPriorityFeePerGas), at: now() };
}
