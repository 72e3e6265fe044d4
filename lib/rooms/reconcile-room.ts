import { type ParticipantInfo, ParticipantInfo_State, TrackSource } from "livekit-server-sdk";
import { now } from "@/lib/platform/clock";
import { applyVoiceRole, listVoiceParticipants, permissionOf, removeVoiceParticipant } from "@/lib/platform/livekit";
import { memberId } from "../membership/schema";
import { isStandard, joinedAtOf } from "./attendance-events";
import { takeList } from "./attendance-list";
import { bucketStart } from "./attendance-rules";
import { bucketId, openMicrophones } from "./attendance-store";
import { findShutOut } from "./find-shut-out";
import { promptMembers } from "./reconcile-prompts";
import { factsOf } from "./room-facts";
import { findPlace, findRoomRow, findStage, type RoomRow } from "./store";

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
  await noteMicrophones(room._id, at, bucketSeconds, members.filter((participant) => onStage.has(participant.identity) && hasOpenMicrophone(participant)).map((participant) => participant.identity));
  await takeList({ roomId: room._id, at, listed: members.map((participant) => ({ sid: participant.sid, memberId: participant.identity, joinedAt: joinedAtOf(participant) ?? at, standard: isStandard(participant) })) });
  const shutOut = await findShutOut({ roomId: room._id, memberIds: members.map((participant) => participant.identity) });
  const { video } = factsOf(room);
  for (const participant of members) {
    if (shutOut.has(participant.identity)) await removeVoiceParticipant({ roomId: room._id, memberId: participant.identity });
    else if (isStandard(participant) && !holdsRole(participant, onStage.has(participant.identity), video)) await mendRole(room, participant.identity);
  }
  await promptMembers({ roomId: room._id, memberIds: members.filter((participant) => isStandard(participant) && !shutOut.has(participant.identity)).map((participant) => participant.identity), at });
}

const hasOpenMicrophone = (participant: ParticipantInfo): boolean => participant.tracks.some((track) => track.source === TrackSource.MICROPHONE && !track.muted);

async function noteMicrophones(roomId: string, at: Date, bucketSeconds: number, memberIds: string[]): Promise<void> {
  if (memberIds.length === 0) return;
  const _id = bucketId(roomId, bucketStart(at.getTime(), bucketSeconds));
  await openMicrophones().updateOne({ _id }, { $addToSet: { memberIds: { $each: memberIds } }, $max: { seenAt: at } }, { upsert: true });
}

/** Whether the voice server gives the participant exactly what the stage says. */
function holdsRole({ permission, attributes }: ParticipantInfo, stage: boolean, video: boolean): boolean {
  const wanted = permissionOf(stage ? "stage" : "listener", video);
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
async function mendRole(room: RoomRow, identity: string): Promise<void> {
  const fresh = (await findRoomRow(room._id)) ?? room;
  await applyVoiceRole({ roomId: room._id, memberId: identity, role: (await findPlace(room._id, identity)) ? "stage" : "listener", video: factsOf(fresh).video });
}
