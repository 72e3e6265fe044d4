import type { WebhookEvent } from "livekit-server-sdk";
import { now } from "@/lib/platform/clock";
import { receiveVoiceWebhook, removeVoiceParticipant } from "@/lib/platform/livekit";
import { sha256 } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { counters } from "@/lib/platform/metrics";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { applyMoves } from "./attendance-apply";
import { moveOf } from "./attendance-events";
import { inbox, type InboxRow, type SessionMove } from "./attendance-store";
import { isShutOut } from "./find-shut-out";
import { projectVoiceRole } from "./voice-room";
import { findPlace, findRoomRow } from "./store";

/**
 * Takes one webhook of the voice server: verified, kept in the inbox, merged into the member's connection. A
 * duplicate changes nothing. When this throws, nothing was acknowledged and the server sends it again.
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
  const row: InboxRow = { _id: event.id || sha256(rawBody), event: event.event, move: moveOf(event), receivedAt: now(), applied: false };
  const fresh = await insertOnce(row);
  if (fresh || !(await inbox().findOne({ _id: row._id }))?.applied) await applyInboxRow(row);
  counters.webhooks.inc({ result: fresh ? "accepted" : "duplicate" });
  return fresh ? "accepted" : "duplicate";
}

async function insertOnce(row: InboxRow): Promise<boolean> {
  try {
    await inbox().insertOne(row);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Merges one inbox row and marks it. Repeating it changes nothing. */
export async function applyInboxRow(row: InboxRow): Promise<void> {
  if (row.move) {
    await applyMoves({ moves: [row.move] });
    if (row.move.kind === "joined") await showOut(row.move);
  }
  await inbox().updateOne({ _id: row._id }, { $set: { applied: true } });
}

/**
 * A banned or evicted member may hold a token that the voice server itself refreshed: they are removed again. One who
 * left the stage may hold a token of their time on it: they listen.
 */
async function showOut({ roomId, memberId }: SessionMove): Promise<void> {
  if (!(await isShutOut({ roomId, memberId }))) {
    const [place, room] = await Promise.all([findPlace(roomId, memberId), findRoomRow(roomId)]);
    if (!place && room) void projectVoiceRole({ room, memberId, role: "listener" });
    return;
  }
  await removeVoiceParticipant({ roomId, memberId }).catch((error: unknown) => {
    // The reconciler tries again within seconds; the webhook must not be repeated for this.
    log("attendance").warn({ roomId, memberId, error: error instanceof Error ? error.message : String(error) }, "could not remove a participant that is shut out");
  });
}
