import { now } from "@/lib/platform/clock";
import { projectWallet } from "./project-wallet";
import { readHead } from "./read-chain";
import { laterOf, membershipOf } from "./rules";
import type { MembershipView } from "./schema";
import type { Wallet } from "./store";

/**
 * Reads one wallet from the chain now and writes its projection row, so that a purchase counts at once.
 * @throws ClubError unavailable (`chain_away`)
 */
export async function refreshMembership({ wallet }: { wallet: Wallet }): Promise<MembershipView> {
  const head = await readHead();
  // No event was seen here: -1 leaves the row's event block to the follower.
  const facts = await projectWallet({ wallet, head, eventBlock: -1 });
  return membershipOf(facts, laterOf(now(), head.time));
}
