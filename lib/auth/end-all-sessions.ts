import { now } from "@/lib/platform/clock";
import { publishToMember, terminateMemberConnections } from "@/lib/platform/realtime";
import { authEvents } from "./schema";
import { sessions } from "./store";

/** Signs a member out everywhere, this browser too, and closes the realtime connections. @returns how many sessions ended */
export async function endAllSessions({ memberId }: { memberId: string }): Promise<number> {
  const { deletedCount } = await sessions().deleteMany({ memberId });
  await publishToMember(memberId, "session.ended", authEvents["session.ended"].parse({ at: now().toISOString(), sessionId: null }));
  await terminateMemberConnections(memberId);
  return deletedCount;
}
