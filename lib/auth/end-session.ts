import { now } from "@/lib/platform/clock";
import { sha256 } from "@/lib/platform/ids";
import { publishToMember } from "@/lib/platform/realtime";
import { authEvents } from "./schema";
import { sessions } from "./store";

/** Ends the session of a token by deleting its row, and tells the member's open pages. A token without one is fine. */
export async function endSession({ token }: { token: string }): Promise<void> {
  const ended = await sessions().findOneAndDelete({ _id: sha256(token) });
  if (ended) await publishToMember(ended.memberId, "session.ended", authEvents["session.ended"].parse({ at: now().toISOString(), sessionId: ended._id }));
}
