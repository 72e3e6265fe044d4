import type { WebhookEvent } from "livekit-server-sdk";
import { now } from "@/lib/platform/clock";
import { receiveVoiceWebhook } from "@/lib/platform/livekit";
import { sha256 } from "@/lib/platform/ids";
import { counters } from "@/lib/platform/metrics";
import { moveOf } from "./attendance-events";
import { keepEvent } from "./keep-event";

/**
 * Takes one webhook of the voice server: verified, kept in the inbox, and then acknowledged; merging it into the
 * member's connection follows. A duplicate changes nothing. When this throws, nothing was acknowledged and the server
 * sends it again.
 * @throws ClubError unauthenticated (`bad_signature`); database errors as they are
 */
export async function receiveWebhook({ rawBody, authorization }: { rawBody: string; authorization: string | null }): Promise<"accepted" | "duplicate"> {
  let event: WebhookEvent;
  try {
    event = await receiveVoiceWebhook(rawBody, authorization);
  } catch (error) {
    counters.webhooks.inc({ result: "refused" });
    throw error;
  }
  const fresh = await keepEvent({ _id: event.id || sha256(rawBody), event: event.event, move: moveOf(event), receivedAt: now(), applied: false });
  counters.webhooks.inc({ result: fresh ? "accepted" : "duplicate" });
  return fresh ? "accepted" : "duplicate";
}
