import { deploymentId } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { type Head, readChainFacts } from "./read-chain";
import { laterOf, type PassFacts } from "./rules";
import { settleRights } from "./settle-rights";
import { type MembershipRow, saveFacts, type Wallet } from "./store";
import { tellStanding } from "./tell-standing";

const differs = (before: MembershipRow | null, facts: PassFacts): boolean =>
  before === null ||
  before.tier !== facts.tier ||
  before.expiresAt?.getTime() !== facts.expiresAt?.getTime() ||
  before.admin !== facts.admin ||
  before.owner !== facts.owner;

/**
 * Reads one wallet from the chain at `head` and writes its row. A gain or loss of the right to be in is settled at
 * once; of every other change, such as a renewal, the member's open pages hear.
 * @param eventBlock the block whose event named the wallet, -1 when none was seen
 */
export async function projectWallet({ wallet, head, eventBlock }: { wallet: Wallet; head: Head; eventBlock: number }): Promise<PassFacts> {
  const facts = await readChainFacts({ wallet, head });
  const before = await saveFacts(wallet, { deployment: deploymentId(), block: Number(head.number), ...facts }, eventBlock);
  if (before !== "newer" && differs(before, facts) && (await settleRights({ at: laterOf(now(), head.time), wallet })) === 0) await tellStanding({ wallet });
  return facts;
}
