import { readContract } from "wagmi/actions";
import { ChainFault } from "@/lib/platform/chain-errors";
import { badgesContract, membershipContract } from "./club-contracts";
import { ensureChain } from "./ensure-chain";
import { sendCall } from "./send-call";
import type { ActContext } from "./use-chain-act";

export type Reissued = { pass: boolean; badges: boolean };

/**
 * Issues the pass and the badges of a lost wallet again to another one: a transaction for each that there is. When the
 * second does not go through, doing it again does only that one.
 * @throws ChainFault nothingToReissue when the old wallet holds neither; and what `faultText` explains
 */
export async function reissuePass({ wallet, settings, onStep, from, to }: ActContext & { from: `0x${string}`; to: `0x${string}` }): Promise<Reissued> {
  onStep({ step: "check" });
  await ensureChain(wallet, settings);
  const { chainId } = settings;
  const [passes, badges] = [membershipContract(settings), badgesContract(settings)];
  const [pass, held] = await Promise.all([
    readContract(wallet.config, { ...passes, functionName: "membershipOf", args: [from], chainId }),
    readContract(wallet.config, { ...badges, functionName: "badgesOf", args: [from], chainId }),
  ]);
  const todo = { pass: pass.tier > 0, badges: held > 0n };
  if (!todo.pass && !todo.badges) throw new ChainFault("nothingToReissue");
  if (todo.pass) await sendCall({ wallet, settings, to: passes, functionName: "reissue", args: [from, to], onStep });
  if (todo.badges) await sendCall({ wallet, settings, to: badges, functionName: "reissue", args: [from, to], onStep });
  return todo;
}
