import { findAccount } from "@/lib/membership/find-account";
import { now } from "@/lib/platform/clock";
import { publishToMember } from "@/lib/platform/realtime";
import { authEvents } from "./schema";
import { sessions } from "./store";

/**
 * Ends the sessions of an account that belong to a wallet it has left, and tells the pages that are open; sessions of
 * its present wallet stay. @returns how many ended
 */
export async function endLeftSessions({ memberId }: { memberId: string }): Promise<number> {
  const account = await findAccount({ id: memberId });
  if (!account) return 0;
  const { deletedCount } = await sessions().deleteMany({ memberId, wallet: { $ne: account.wallet } });
  if (deletedCount > 0) await publishToMember(memberId, "session.ended", authEvents["session.ended"].parse({ at: now().toISOString(), sessionId: null }));
  return deletedCount;
}
