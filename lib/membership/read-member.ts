import { ClubError } from "@/lib/platform/errors";
import { readStanding } from "./read-standing";
import type { AdminMemberView } from "./schema";
import type { Wallet } from "./store";
import { viewForAdmins } from "./view-member";

/**
 * One account by wallet, with its authority as of now; routes cut it down to what their reader may see.
 * @throws ClubError not_found (`no_member`) when the wallet never signed in
 */
export async function readMember({ wallet }: { wallet: Wallet }): Promise<AdminMemberView> {
  const { account, roles, membership } = await readStanding({ wallet });
  if (!account) throw new ClubError("not_found", "There is no such member.", { reason: "no_member" });
  return viewForAdmins(account, roles, membership);
}
