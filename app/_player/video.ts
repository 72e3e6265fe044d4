import { type LocalTrackPublication, type RemoteTrackPublication, type Room, RoomEvent, Track } from "livekit-client";

/** One picture on stage: whose, what, and how to put it into an element. */
export type Picture = { key: string; memberId: string; kind: "camera" | "screen"; own: boolean; attach: (element: HTMLVideoElement) => () => void };

const kindOf = (source: Track.Source): Picture["kind"] | null => (source === Track.Source.Camera ? "camera" : source === Track.Source.ScreenShare ? "screen" : null);

/** Every picture that is shown in the room now, screens first. */
export function picturesOf(room: Room): Picture[] {
  const found: Picture[] = [];
  for (const participant of [room.localParticipant, ...room.remoteParticipants.values()])
    for (const publication of participant.trackPublications.values() as Iterable<LocalTrackPublication | RemoteTrackPublication>) {
      const kind = kindOf(publication.source);
      const track = publication.videoTrack;
      if (!kind || !track || publication.isMuted) continue;
      const attach = (element: HTMLVideoElement) => {
        track.attach(element);
        return () => void track.detach(element);
      };
      found.push({ key: publication.trackSid, memberId: participant.identity, kind, own: participant === room.localParticipant, attach });
    }
  return found.sort((a, b) => Number(b.kind === "screen") - Number(a.kind === "screen"));
}

const CHANGES = [RoomEvent.TrackSubscribed, RoomEvent.TrackUnsubscribed, RoomEvent.TrackMuted, RoomEvent.TrackUnmuted, RoomEvent.LocalTrackPublished, RoomEvent.LocalTrackUnpublished, RoomEvent.ParticipantDisconnected] as const;

/** Calls back whenever a picture comes or goes. The answer stops it. */
export function watchPictures(room: Room, changed: () => void): () => void {
  for (const event of CHANGES) room.on(event, changed);
  return () => {
    for (const event of CHANGES) room.off(event, changed);
  };
}

/** Shows or hides the own camera or screen. @throws what the browser says when it is not allowed */
export async function setPicture(room: Room, kind: Picture["kind"], on: boolean): Promise<void> {
  if (kind === "camera") await room.localParticipant.setCameraEnabled(on);
  else await room.localParticipant.setScreenShareEnabled(on);
}
