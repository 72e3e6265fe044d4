import { type ParticipantInfo, ParticipantInfo_State, TrackSource } from "livekit-server-sdk";
import { now } from "@/lib/platform/clock";
import { applyVoiceRole, listVoiceParticipants, permissionOf, removeVoiceParticipant } from "@/lib/platform/livekit";
import { memberId } from "../membership/schema";
import { applyMoves } from "./attendance-apply";
import { isStandard, joinedAtOf } from "./attendance-events";
import { bucketStart } from "./attendance-rules";
import { attendanceRooms, bucketId, findSessions, openMicrophones, sessions } from "./attendance-store";
import { findShutOut } from "./find-shut-out";
import { promptMembers } from "./reconcile-prompts";
import { findPlace, findStage, type RoomRow } from "./store";

/** Lists in a row without a connection before it is taken to be gone: a single one may have crossed a join. */
const ABSENT_LISTS = 2;

/**
 * Takes the voice server's list of one room as evidence and as something to mend: connections that no event told are
 * created, those seen live on, those gone are ended at their last sight; open microphones are noted; roles that are
 * not what the stage says are set again; who is shut out is removed; who gave no sign for long is asked.
 */
export async function reconcileRoom({ room, bucketSeconds }: { room: RoomRow; bucketSeconds: number }): Promise<void> {
  // The list is true for some moment after this one, so nothing is claimed beyond it.
  const at = now();
  const listed = (await listVoiceParticipants(room._id)).filter((participant) => participant.state !== ParticipantInfo_State.DISCONNECTED);
  const members = listed.filter((participant) => participant.sid && memberId.safeParse(participant.identity).success);
  const onStage = new Set((await findStage(room)).map((place) => place.memberId));
  await applyMoves({
    moves: members.map((participant) => ({
      kind: "seen",
      sid: participant.sid,
      roomId: room._id,
      memberId: participant.identity,
      at,
      joinedAt: joinedAtOf(participant) ?? at,
      standard: isStandard(participant),
    })),
  });
  await endAbsent(room._id, new Set(members.map((participant) => participant.sid)));
  await noteMicrophones(room._id, at, bucketSeconds, members.filter((participant) => onStage.has(participant.identity) && hasOpenMicrophone(participant)).map((participant) => participant.identity));
  await attendanceRooms().updateOne({ _id: room._id }, { $max: { seenAt: at } });
  const shutOut = await findShutOut({ roomId: room._id, memberIds: members.map((participant) => participant.identity) });
  for (const participant of members) {
    if (shutOut.has(participant.identity)) await removeVoiceParticipant({ roomId: room._id, memberId: participant.identity });
    else if (isStandard(participant) && !holdsRole(participant, onStage.has(participant.identity))) await mendRole(room._id, participant.identity);
  }
  await promptMembers({ roomId: room._id, memberIds: members.filter((participant) => isStandard(participant) && !shutOut.has(participant.identity)).map((participant) => participant.identity), at });
}

const hasOpenMicrophone = (participant: ParticipantInfo): boolean => participant.tracks.some((track) => track.source === TrackSource.MICROPHONE && !track.muted);

async function noteMicrophones(roomId: string, at: Date, bucketSeconds: number, memberIds: string[]): Promise<void> {
  if (memberIds.length === 0) return;
  const _id = bucketId(roomId, bucketStart(at.getTime(), bucketSeconds));
  await openMicrophones().updateOne({ _id }, { $addToSet: { memberIds: { $each: memberIds } }, $max: { seenAt: at } }, { upsert: true });
}

async function endAbsent(roomId: string, present: ReadonlySet<string>): Promise<void> {
  const row = await attendanceRooms().findOne({ _id: roomId });
  const absent = (row ? await findSessions(row) : []).filter((session) => session.open && !present.has(session._id));
  if (absent.length === 0) return;
  await sessions().updateMany({ _id: { $in: absent.map((session) => session._id) }, open: true }, { $inc: { absences: 1 } });
  const gone = absent.filter((session) => session.absences + 1 >= ABSENT_LISTS);
  if (gone.length > 0)
    await sessions().bulkWrite(
      gone.map((session) => ({ updateOne: { filter: { _id: session._id, open: true, absences: { $gte: ABSENT_LISTS } }, update: { $set: { open: false, closedAt: session.lastSeen } } } })),
      { ordered: false },
    );
}

/** Whether the voice server gives the participant exactly what the stage says. */
function holdsRole({ permission, attributes }: ParticipantInfo, stage: boolean): boolean {
  const wanted = permissionOf(stage ? "stage" : "listener");
  return (
    permission?.canPublish === wanted.canPublish &&
    permission.canSubscribe === wanted.canSubscribe &&
    !permission.canPublishData &&
    !permission.canUpdateMetadata &&
    permission.canPublishSources.join() === wanted.canPublishSources.join() &&
    attributes.role === (stage ? "stage" : "listener")
  );
}

/** The stage is read again right before: a promotion may be under way. */
async function mendRole(roomId: string, identity: string): Promise<void> {
  await applyVoiceRole({ roomId, memberId: identity, role: (await findPlace(roomId, identity)) ? "stage" : "listener" });
}
