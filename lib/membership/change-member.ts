import type { z } from "zod";
import { banMember, unbanMember } from "./ban-member";
import { readMember } from "./read-member";
import type { adminMemberInput, AdminMemberView } from "./schema";
import { setSpeaker } from "./set-speaker";
import type { Wallet } from "./store";

export type ChangeMember = { wallet: Wallet; change: z.infer<typeof adminMemberInput>; byId: string };

/**
 * What an admin changes on a member: the speaker flag, a club ban given (with its reason) or lifted (null). What is
 * not given stays. The ban comes first, so that a refused one leaves nothing half done.
 * @throws ClubError not_found (`no_member`); conflict (`admin_not_bannable`)
 */
export async function changeMember({ wallet, change: { ban, speaker }, byId }: ChangeMember): Promise<AdminMemberView> {
  if (ban) await banMember({ wallet, reason: ban.reason, byId });
  if (ban === null) await unbanMember({ wallet, byId });
  if (speaker !== undefined) await setSpeaker({ wallet, speaker, byId });
  return readMember({ wallet });
}
