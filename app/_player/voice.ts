import { AudioPresets, ConnectionQuality, ConnectionState, DisconnectReason, type LocalTrackPublication, LogLevel, type RemoteTrack, Room, RoomEvent, setLogLevel, Track, TrackEvent, type TrackPublication, type Participant } from "livekit-client";
import { captureConstraints, readAudioChoices } from "./audio-choices";
import { showMicrophone } from "./media-session";
import { heardMute, rememberMicrophone } from "./seat-memory";
import { type Departure, patchSession, readSession } from "./session-store";
import { followLevel, unfollowAll, unfollowLevel } from "./voice-levels";

type VoiceOptions = { url: string; token: string; onGone: (why: Departure | "lost") => void };

// What breaks reaches the members as a state of the session; the library's own words are for nobody's console.
setLogLevel(LogLevel.silent);

let room: Room | undefined;
let watchNetwork: (() => void) | undefined;

const GONE: Partial<Record<DisconnectReason, Departure>> = {
  [DisconnectReason.CLIENT_INITIATED]: "left",
  [DisconnectReason.DUPLICATE_IDENTITY]: "elsewhere",
  [DisconnectReason.PARTICIPANT_REMOVED]: "kicked",
  [DisconnectReason.ROOM_DELETED]: "ended",
};

/** The connection as it is now, for the controls of the own microphone and of the sound. */
export const currentVoice = (): Room | undefined => room;

/** One hidden place for the `<audio>` elements, outside of every page. */
function speakerBox(): HTMLElement {
  const known = document.getElementById("club-audio");
  if (known) return known;
  const box = document.createElement("div");
  box.id = "club-audio";
  box.hidden = true;
  document.body.append(box);
  return box;
}

export const micPublication = (of: Room): LocalTrackPublication | undefined => of.localParticipant.getTrackPublication(Track.Source.Microphone);

/** Tells the pages whose microphone is open, only when that changed. */
function showOpenMics(of: Room): void {
  const open = [of.localParticipant, ...of.remoteParticipants.values()].filter((one) => one.isMicrophoneEnabled).map((one) => one.identity);
  const before = readSession().openMics;
  if (open.length !== before.size || open.some((identity) => !before.has(identity))) patchSession({ openMics: new Set(open) });
}

/** Shows the own microphone as the voice server was really given it. */
export function showMic(of: Room): void {
  showOpenMics(of);
  const publication = micPublication(of);
  const onStage = of.localParticipant.permissions?.canPublish === true;
  const mic = !onStage ? "none" : publication && !publication.isMuted ? "on" : "off";
  patchSession(mic === "on" ? { mic, mutedByModerator: false, micFault: null } : { mic });
  showMicrophone(mic === "on");
}

function showQuality(participant: Participant, quality: ConnectionQuality): void {
  const weak = new Set(readSession().weak);
  const isWeak = quality === ConnectionQuality.Poor || quality === ConnectionQuality.Lost;
  if (weak.has(participant.identity) === isWeak) return;
  if (isWeak) weak.add(participant.identity);
  else weak.delete(participant.identity);
  patchSession({ weak });
}

function wire(current: Room, onGone: VoiceOptions["onGone"]): void {
  const isVoice = ({ source }: { source: Track.Source }) => source === Track.Source.Microphone;
  const own = (publication: TrackPublication, participant: Participant) => {
    showOpenMics(current);
    // Pictures and the sound of a shared screen are no voice: neither ring nor button is theirs.
    if (participant !== current.localParticipant || !isVoice(publication)) return;
    showMic(current);
    if (publication.isMuted) unfollowLevel(participant);
    else followLevel(participant, publication.track);
  };
  const gone = (why: Departure | "lost") => {
    if (room !== current) return;
    dropVoice();
    onGone(why);
  };
  current
    .on(RoomEvent.TrackSubscribed, (track: RemoteTrack, _publication, participant) => {
      if (track.kind !== Track.Kind.Audio) return;
      // The library lets go of its element before it tells that the track is gone: the element goes when it is let go of.
      track.on(TrackEvent.ElementDetached, (element) => element.remove());
      speakerBox().append(track.attach());
      const volume = readAudioChoices().volumes[participant.identity];
      if (volume !== undefined) participant.setVolume(volume);
      if (isVoice(track)) followLevel(participant, track);
      showOpenMics(current);
    })
    .on(RoomEvent.TrackUnsubscribed, (track: RemoteTrack, _publication, participant) => {
      if (track.kind !== Track.Kind.Audio) return;
      track.detach();
      if (isVoice(track)) unfollowLevel(participant);
      showOpenMics(current);
    })
    .on(RoomEvent.ParticipantDisconnected, (participant) => {
      showQuality(participant, ConnectionQuality.Unknown);
      showOpenMics(current);
    })
    .on(RoomEvent.TrackMuted, (publication, participant) => {
      // Our own button sets "starting" or "off" first: a mute out of "on" came from a moderator.
      if (participant === current.localParticipant && isVoice(publication) && readSession().mic === "on") {
        heardMute();
        patchSession({ mutedByModerator: true });
      }
      own(publication, participant);
    })
    .on(RoomEvent.TrackUnmuted, own)
    .on(RoomEvent.LocalTrackPublished, (publication, participant) => own(publication, participant))
    .on(RoomEvent.LocalTrackUnpublished, (publication, participant) => {
      if (isVoice(publication)) unfollowLevel(participant);
      showMic(current);
    })
    .on(RoomEvent.ParticipantPermissionsChanged, (_before, participant) => {
      if (participant !== current.localParticipant) return;
      if (!participant.permissions?.canPublish) {
        rememberMicrophone(false);
        const track = micPublication(current)?.track;
        if (track) void current.localParticipant.unpublishTrack(track, true).catch(() => undefined);
      }
      showMic(current);
    })
    .on(RoomEvent.ConnectionQualityChanged, (quality, participant) => showQuality(participant, quality))
    .on(RoomEvent.AudioPlaybackStatusChanged, () => patchSession({ audioBlocked: !current.canPlaybackAudio }))
    .on(RoomEvent.SignalReconnecting, () => patchSession({ voice: "reconnecting" }))
    .on(RoomEvent.Reconnected, () => patchSession({ voice: "connected" }))
    .on(RoomEvent.Reconnecting, () => {
      // More than a short break: the library would come in anew with its old token, past another device that took
      // over meanwhile. Whether one may come in is asked of the club.
      gone("lost");
      void current.disconnect().catch(() => undefined);
    })
    .on(RoomEvent.Disconnected, (reason) => gone((reason === undefined ? undefined : GONE[reason]) ?? "lost"));
}

/** A browser that knows it is offline is believed at once; the library notices by a missing answer some seconds later. */
function followNetwork(current: Room): () => void {
  const offline = () => patchSession({ voice: "reconnecting" });
  const online = () => current.state === ConnectionState.Connected && patchSession({ voice: "connected" });
  window.addEventListener("offline", offline);
  window.addEventListener("online", online);
  return () => {
    window.removeEventListener("offline", offline);
    window.removeEventListener("online", online);
  };
}

function dropVoice(): void {
  room = undefined;
  watchNetwork?.();
  watchNetwork = undefined;
  patchSession({ openMics: new Set(), weak: new Set() });
  unfollowAll();
  document.getElementById("club-audio")?.replaceChildren();
}

/** The connection of now, for what shows pictures; undefined without one. */
export const voiceConnection = (): Room | undefined => room;

/** Connects the sound of a room; an earlier connection of this page ends first. The microphone stays off. */
export async function connectVoice({ url, token, onGone }: VoiceOptions): Promise<void> {
  await disconnectVoice();
  const { speaker, pushToTalk } = readAudioChoices();
  const current = new Room({
    stopLocalTrackOnUnpublish: true,
    audioCaptureDefaults: captureConstraints(),
    ...(speaker ? { audioOutput: { deviceId: speaker } } : {}),
    // Off means off: the browser's own recording mark goes out with the button. A key that is held opens at once.
    publishDefaults: { audioPreset: AudioPresets.speech, dtx: true, red: true, stopMicTrackOnMute: !pushToTalk },
  });
  room = current;
  let connected = false;
  if (navigator.webdriver) Object.assign(window, { __room: current });
  // What fails while connecting is the caller's to repeat, once: no departure besides.
  wire(current, (why) => connected && onGone(why));
  try {
    await current.connect(url, token);
  } catch (error) {
    if (room === current) dropVoice();
    throw error;
  }
  if (room !== current) return void current.disconnect();
  connected = true;
  watchNetwork = followNetwork(current);
  patchSession({ voice: "connected", audioBlocked: !current.canPlaybackAudio });
  showMic(current);
}

/** Ends the connection without calling it a departure. */
export async function disconnectVoice(): Promise<void> {
  const current = room;
  dropVoice();
  await current?.disconnect().catch(() => undefined);
}

/** Plays the sound a browser held back; only of use inside a tap. */
export const startPlayback = async (): Promise<void> => {
  await room?.startAudio().catch(() => undefined);
  patchSession({ audioBlocked: room ? !room.canPlaybackAudio : false });
};
