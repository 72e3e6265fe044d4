import { AudioPresets, createAudioAnalyser, DisconnectReason, isAudioTrack, type LocalTrackPublication, type Participant, type RemoteTrack, Room, RoomEvent, Track, type TrackPublication } from "livekit-client";
import { addLevelReader } from "./levels";
import { showMicrophone } from "./media-session";
import { type Departure, type MicFault, patchSession, readSession } from "./session-store";

type VoiceOptions = { url: string; token: string; onGone: (why: Departure | "lost") => void };

let room: Room | undefined;
const levels = new Map<string, () => void>();

const GONE: Partial<Record<DisconnectReason, Departure>> = {
  [DisconnectReason.CLIENT_INITIATED]: "left",
  [DisconnectReason.DUPLICATE_IDENTITY]: "elsewhere",
  [DisconnectReason.PARTICIPANT_REMOVED]: "kicked",
  [DisconnectReason.ROOM_DELETED]: "ended",
};

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

function follow(participant: Participant, track: Track | undefined): void {
  levels.get(participant.identity)?.();
  if (!track || !isAudioTrack(track)) return;
  const { calculateVolume, analyser, cleanup } = createAudioAnalyser(track, { smoothingTimeConstant: 0.6, fftSize: 512 });
  // A suspended audio context hears nothing; the voice server's own figure is coarser but always there.
  const remove = addLevelReader(participant.identity, () => (analyser.context.state === "running" ? calculateVolume() : participant.audioLevel));
  levels.set(participant.identity, () => {
    remove();
    levels.delete(participant.identity);
    void cleanup().catch(() => undefined);
  });
}

function unfollow(participant: Participant): void {
  levels.get(participant.identity)?.();
}

const micPublication = (of: Room): LocalTrackPublication | undefined => of.localParticipant.getTrackPublication(Track.Source.Microphone);

/** Tells the pages whose microphone is open, only when that changed. */
function showOpenMics(of: Room): void {
  const open = [of.localParticipant, ...of.remoteParticipants.values()].filter((one) => one.isMicrophoneEnabled).map((one) => one.identity);
  const before = readSession().openMics;
  if (open.length !== before.size || open.some((identity) => !before.has(identity))) patchSession({ openMics: new Set(open) });
}

function showMic(of: Room): void {
  showOpenMics(of);
  const publication = micPublication(of);
  const onStage = of.localParticipant.permissions?.canPublish === true;
  const mic = !onStage ? "none" : publication && !publication.isMuted ? "on" : "off";
  patchSession(mic === "on" ? { mic, mutedByModerator: false, micFault: null } : { mic });
  showMicrophone(mic === "on");
}

function wire(current: Room, onGone: VoiceOptions["onGone"]): void {
  const own = (publication: TrackPublication, participant: Participant) => {
    showOpenMics(current);
    if (participant !== current.localParticipant) return;
    showMic(current);
    if (publication.isMuted) unfollow(participant);
    else follow(participant, publication.track);
  };
  current
    .on(RoomEvent.TrackSubscribed, (track: RemoteTrack, _publication, participant) => {
      if (track.kind !== Track.Kind.Audio) return;
      speakerBox().append(track.attach());
      follow(participant, track);
      showOpenMics(current);
    })
    .on(RoomEvent.TrackUnsubscribed, (track: RemoteTrack, _publication, participant) => {
      for (const element of track.detach()) element.remove();
      unfollow(participant);
      showOpenMics(current);
    })
    .on(RoomEvent.ParticipantDisconnected, () => showOpenMics(current))
    .on(RoomEvent.TrackMuted, (publication, participant) => {
      // Our own button sets "starting" or "off" first: a mute out of "on" came from a moderator.
      if (participant === current.localParticipant && readSession().mic === "on") patchSession({ mutedByModerator: true });
      own(publication, participant);
    })
    .on(RoomEvent.TrackUnmuted, own)
    .on(RoomEvent.LocalTrackPublished, (publication, participant) => own(publication, participant))
    .on(RoomEvent.LocalTrackUnpublished, (_publication, participant) => {
      unfollow(participant);
      showMic(current);
    })
    .on(RoomEvent.ParticipantPermissionsChanged, (_before, participant) => {
      if (participant !== current.localParticipant) return;
      const track = micPublication(current)?.track;
      if (!participant.permissions?.canPublish && track) void current.localParticipant.unpublishTrack(track, true).catch(() => undefined);
      showMic(current);
    })
    .on(RoomEvent.AudioPlaybackStatusChanged, () => patchSession({ audioBlocked: !current.canPlaybackAudio }))
    .on(RoomEvent.Reconnecting, () => patchSession({ voice: "reconnecting" }))
    .on(RoomEvent.SignalReconnecting, () => patchSession({ voice: "reconnecting" }))
    .on(RoomEvent.Reconnected, () => patchSession({ voice: "connected" }))
    .on(RoomEvent.Disconnected, (reason) => {
      if (room !== current) return;
      dropVoice();
      onGone((reason === undefined ? undefined : GONE[reason]) ?? "lost");
    });
}

function dropVoice(): void {
  room = undefined;
  patchSession({ openMics: new Set() });
  for (const stop of [...levels.values()]) stop();
  document.getElementById("club-audio")?.replaceChildren();
}

/** Connects the sound of a room; an earlier connection of this page ends first. The microphone stays off. */
export async function connectVoice({ url, token, onGone }: VoiceOptions): Promise<void> {
  await disconnectVoice();
  const current = new Room({
    stopLocalTrackOnUnpublish: true,
    audioCaptureDefaults: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    // Off means off: the browser's own recording mark goes out with the button.
    publishDefaults: { audioPreset: AudioPresets.speech, dtx: true, red: true, stopMicTrackOnMute: true },
  });
  room = current;
  if (navigator.webdriver) Object.assign(window, { __room: current });
  wire(current, onGone);
  try {
    await current.connect(url, token);
  } catch (error) {
    if (room === current) dropVoice();
    throw error;
  }
  if (room !== current) return void current.disconnect();
  patchSession({ voice: "connected", audioBlocked: !current.canPlaybackAudio });
  showMic(current);
}

/** Ends the connection without calling it a departure. */
export async function disconnectVoice(): Promise<void> {
  const current = room;
  dropVoice();
  await current?.disconnect().catch(() => undefined);
}

const faultOf = (error: unknown): MicFault => {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "missing" : "failed";
};

/** Opens or closes the own microphone; the state shown is what the voice server was really given. */
export async function setMicrophone(on: boolean): Promise<void> {
  const current = room;
  if (!current || current.localParticipant.permissions?.canPublish !== true) return;
  patchSession({ mic: "starting", micFault: null, mutedByModerator: false });
  try {
    await current.localParticipant.setMicrophoneEnabled(on);
  } catch (error) {
    patchSession({ micFault: faultOf(error) });
  }
  if (room === current) showMic(current);
}

/** Plays the sound a browser held back; only of use inside a tap. */
export const startPlayback = async (): Promise<void> => {
  await room?.startAudio().catch(() => undefined);
  patchSession({ audioBlocked: room ? !room.canPlaybackAudio : false });
};

export type Device = { id: string; label: string };
export type Devices = { microphones: Device[]; speakers: Device[]; microphone: string | null; speaker: string | null };

/** The microphones and speakers of this device; labels are there once the microphone was allowed. */
export async function listDevices(): Promise<Devices> {
  const plain = (list: MediaDeviceInfo[]) => list.filter((device) => device.deviceId !== "").map((device) => ({ id: device.deviceId, label: device.label }));
  const [microphones, speakers] = await Promise.all([Room.getLocalDevices("audioinput", false), Room.getLocalDevices("audiooutput", false)]);
  return { microphones: plain(microphones), speakers: plain(speakers), microphone: room?.getActiveDevice("audioinput") ?? null, speaker: room?.getActiveDevice("audiooutput") ?? null };
}

/** Uses another microphone or speaker from now on. */
export const chooseDevice = async (kind: "audioinput" | "audiooutput", id: string): Promise<void> => void (await room?.switchActiveDevice(kind, id));
