import type { Abi, ContractFunctionArgs, ContractFunctionName, TransactionReceipt } from "viem";
import type { clubBadgesAbi, clubMembershipAbi } from "@/lib/generated/contracts";
import { badgesContract, membershipContract } from "./club-contracts";
import { sendCall } from "./send-call";
import type { ActContext } from "./use-chain-act";

type Write = "nonpayable" | "payable";
type CallOf<C extends string, A extends Abi> = { [N in ContractFunctionName<A, Write>]: { contract: C; functionName: N; args: ContractFunctionArgs<A, Write, N> } }[ContractFunctionName<A, Write>];
/** One call to a contract of the club by name, with its arguments. */
export type PanelCall = CallOf<"membership", typeof clubMembershipAbi> | CallOf<"badges", typeof clubBadgesAbi>;

/** Sends one call of the panel by the acting wallet: tried first, then signed, then in its block. @throws what `faultText` explains */
export function sendPanelCall({ wallet, settings, onStep }: ActContext, { contract, functionName, args }: PanelCall): Promise<TransactionReceipt> {
  const to: { abi: Abi; address: `0x${string}` } = contract === "badges" ? badgesContract(settings) : membershipContract(settings);
  return sendCall<Abi, string>({ wallet, settings, to, functionName, args: args as readonly unknown[], onStep });
}
