import { getPublicClient } from "wagmi/actions";
import { type Grant, type GrantBatch, type GrantPlan, type HeldPass, planGrants } from "@/lib/membership/grant-rules";
import { ChainFault } from "@/lib/platform/chain-errors";
import { membershipContract } from "./club-contracts";
import { ensureChain } from "./ensure-chain";
import { sendCall, simulateCall } from "./send-call";
import type { ActContext } from "./use-chain-act";

const batchCall = ({ wallet, settings }: Pick<ActContext, "wallet" | "settings">, { tier, until, grants }: GrantBatch) => ({
  wallet,
  settings,
  to: membershipContract(settings),
  functionName: "grantBatch" as const,
  args: [grants.map((grant) => grant.wallet), tier, until] as const,
});

/**
 * What of a list is still to be given, by what the chain says now. Every transaction is tried before any is sent, and
 * the seats are counted for the whole list, so that nothing is given when something could not be.
 * @throws ChainFault seats with what the list `need`s and what is `free`; and what `faultText` explains
 */
export async function checkGrants({ wallet, settings, onStep, grants }: ActContext & { grants: readonly Grant[] }): Promise<GrantPlan> {
  onStep({ step: "check" });
  await ensureChain(wallet, settings);
  const client = getPublicClient(wallet.config, { chainId: settings.chainId });
  if (!client) throw new ChainFault("wrongChain");
  const contract = membershipContract(settings);
  const [passes, taken, limit] = await Promise.all([
    // No multicall contract is needed on the chain: the calls travel as code that is only simulated.
    client.multicall({ allowFailure: false, deployless: true, contracts: grants.map((grant) => ({ ...contract, functionName: "membershipOf" as const, args: [grant.wallet] as const })) }),
    client.readContract({ ...contract, functionName: "totalMembers" }),
    client.readContract({ ...contract, functionName: "maxMembers" }),
  ]);
  const heldBy = new Map<string, HeldPass>(grants.map((grant, index) => [grant.wallet, { tier: passes[index]?.tier ?? 0, expiresAt: passes[index]?.expiresAt ?? 0n }]));
  const plan = planGrants({ grants, heldBy });
  const free = limit > taken ? limit - taken : 0n;
  if (limit > 0n && BigInt(plan.seats) > free) throw new ChainFault("seats", { need: String(plan.seats), free: String(free) });
  for (const batch of plan.batches) await simulateCall(batchCall({ wallet, settings }, batch));
  return plan;
}

/**
 * Gives what is still to be given, one transaction after the other. When one does not go through, those before it
 * stay, and the same list sent again goes on with the rest. `onDone` hears how many passes are given.
 * @returns how many were given by this call
 */
export async function sendGrants({ grants, onDone, ...context }: ActContext & { grants: readonly Grant[]; onDone: (given: number, all: number) => void }): Promise<number> {
  const { batches } = await checkGrants({ ...context, grants });
  const all = batches.reduce((sum, batch) => sum + batch.grants.length, 0);
  let given = 0;
  for (const batch of batches) {
    onDone(given, all);
    await sendCall({ ...batchCall(context, batch), onStep: context.onStep });
    given += batch.grants.length;
  }
  onDone(given, all);
  return given;
}
