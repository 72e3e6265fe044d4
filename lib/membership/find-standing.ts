import { ClubError } from "@/lib/platform/errors";
import { readStandingOf, type Standing } from "./read-standing";
import { findMemberById, type MemberRow } from "./store";

/**
 * What a member may do now, by member id; see readStanding.
 * @throws ClubError not_found (`no_member`); unavailable (`chain_away`)
 */
export async function standingOf({ memberId }: { memberId: string }): Promise<Standing & { account: MemberRow }> {
  const account = await findMemberById(memberId);
  if (!account) throw new ClubError("not_found", "There is no such member.", { reason: "no_member" });
  return { ...(await readStandingOf(account.wallet, account)), account };
}
