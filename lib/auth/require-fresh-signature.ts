import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { isLimited } from "./rules";
import { sessions } from "./store";

const FRESH_MS = 5 * 60_000;

/**
 * Passes when the session began with a wallet signature in the last five minutes. What changes linked accounts asks
 * for this, so that a session left open on a borrowed device is not enough (OWASP ASVS 5.0, 7.5.1).
 * @throws ClubError forbidden (`fresh_signature_required`): sign in once more, then repeat the request
 */
export async function requireFreshSignature({ sessionId }: { sessionId: string }): Promise<void> {
  const session = await sessions().findOne({ _id: sessionId });
  if (!session || isLimited(session.method) || now().getTime() - session.createdAt.getTime() > FRESH_MS)
    throw new ClubError("forbidden", "Please sign once more with your wallet to change this.", { reason: "fresh_signature_required" });
}
