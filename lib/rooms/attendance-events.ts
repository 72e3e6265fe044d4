import type { ParticipantInfo, WebhookEvent } from "livekit-server-sdk";
import { memberId } from "../membership/schema";
import type { SessionMove } from "./attendance-store";
import { roomId } from "./schema";

const KINDS: Record<string, SessionMove["kind"]> = {
  participant_joined: "joined",
  participant_left: "left",
  participant_connection_aborted: "aborted",
  track_published: "seen",
  track_unpublished: "seen",
};

/**
 * What a verified voice event says about a member's connection, or null: other events, rooms that are not ours,
 * participants that are no members. `room_finished` says nothing here; the club ends its rooms itself.
 */
export function moveOf(event: WebhookEvent): SessionMove | null {
  const kind = KINDS[event.event];
  const { participant, room } = event;
  if (!kind || !participant?.sid || !roomId.safeParse(room?.name).success || !memberId.safeParse(participant.identity).success) return null;
  const at = new Date(Number(event.createdAt) * 1000);
  const base = { sid: participant.sid, roomId: room?.name ?? "", memberId: participant.identity };
  // Track events carry the connection only; without a join time the event itself is the earliest sight.
  if (kind === "seen") return { ...base, kind, at };
  const joinedAt = joinedAtOf(participant) ?? at;
  // Events carry whole seconds: an end may seem to be before its own join.
  return { ...base, kind, joinedAt, at: kind === "joined" ? joinedAt : new Date(Math.max(at.getTime(), joinedAt.getTime())), standard: isStandard(participant) };
}

/** ParticipantInfo.Kind.STANDARD of the voice protocol; the SDK does not export its names. */
const STANDARD_KIND = 0;

/** Recorders, agents, phones and hidden observers are no listeners. */
export const isStandard = (participant: ParticipantInfo): boolean => participant.kind === STANDARD_KIND && !participant.permission?.hidden;

/** When the connection was made, to the millisecond where the server tells it. */
export function joinedAtOf(participant: ParticipantInfo): Date | null {
  if (participant.joinedAtMs > 0n) return new Date(Number(participant.joinedAtMs));
  return participant.joinedAt > 0n ? new Date(Number(participant.joinedAt) * 1000) : null;
}
