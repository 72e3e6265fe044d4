import { enqueue } from "@/lib/jobs/queue";
import { now } from "@/lib/platform/clock";
import { publishToMember, terminateMemberConnections } from "@/lib/platform/realtime";
import { isLimited } from "./rules";
import { authEvents } from "./schema";
import { sessions } from "./store";

/**
 * Ends the sessions of an account that a Telegram account began, in the browser and inside Telegram, because that is
 * not linked any more; what the wallet signed stays. @returns how many ended
 */
export async function endTelegramSessions({ memberId }: { memberId: string }): Promise<number> {
  const own = await sessions().find({ memberId }).toArray();
  const begun = own.filter(({ method }) => isLimited(method)).map(({ _id }) => _id);
  if (begun.length === 0) return 0;
  const { deletedCount } = await sessions().deleteMany({ _id: { $in: begun } });
  for (const sessionId of begun) await publishToMember(memberId, "session.ended", authEvents["session.ended"].parse({ at: now().toISOString(), sessionId }));
  // Out of the seats they took, too. Pages of a session that stays connect anew by themselves.
  await enqueue({ name: "evict-member", key: `${memberId}:unlinked:${now().getTime()}`, input: { memberId, reason: "unlinked" } });
  await terminateMemberConnections(memberId);
  return deletedCount;
}
