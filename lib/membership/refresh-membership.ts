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
  // As if the head had named it: should that block be reorganised away, the follower reads this wallet again.
  const facts = await projectWallet({ wallet, head, eventBlock: Number(head.number) });
  return membershipOf(facts, laterOf(now(), head.time));
}
