import { type AudioChoices, captureConstraints, readAudioChoices } from "./audio-choices";
import { faultOf } from "./devices";
import { rememberMicrophone } from "./seat-memory";
import { patchSession } from "./session-store";
import { currentVoice, micPublication, showMic } from "./voice";

let wanted = false;
let working = false;

/**
 * Opens or closes the own microphone; the state shown is what the voice server was really given. Presses that come
 * while one is on its way end in the last of them.
 */
export async function setMicrophone(on: boolean): Promise<void> {
  const room = currentVoice();
  if (!room || room.localParticipant.permissions?.canPublish !== true) return;
  wanted = on;
  // A held key is no choice to come back to.
  rememberMicrophone(on && !readAudioChoices().pushToTalk);
  if (working) return;
  working = true;
  try {
    for (let done: boolean | undefined; done !== wanted && currentVoice() === room; ) {
      done = wanted;
      patchSession({ mic: "starting", micFault: null, mutedByModerator: false });
      await room.localParticipant.setMicrophoneEnabled(done, captureConstraints());
    }
  } catch (error) {
    rememberMicrophone(false);
    patchSession({ micFault: faultOf(error) });
  } finally {
    working = false;
  }
  if (currentVoice() === room) showMic(room);
}

/** Takes changed choices into the present connection; the microphone is opened anew where that is needed. */
export async function applyAudio(change: Partial<AudioChoices>): Promise<void> {
  const room = currentVoice();
  const track = room && micPublication(room)?.audioTrack;
  if (change.speaker) await room?.switchActiveDevice("audiooutput", change.speaker);
  if (track && change.pushToTalk !== undefined) {
    track.stopOnMute = !change.pushToTalk;
    await setMicrophone(false);
  }
  const capture = change.microphone !== undefined || change.noiseSuppression !== undefined || change.echoCancellation !== undefined;
  if (!room || !track || !capture) return;
  // A closed one is published anew at the next press: opened again it would come with the choices of before.
  if (track.isMuted) await room.localParticipant.unpublishTrack(track, true);
  else await track.restartTrack(captureConstraints());
}

/** Sets how loud one member is, 0 to 1. */
export const applyVolume = (memberId: string, volume: number): void => void currentVoice()?.remoteParticipants.get(memberId)?.setVolume(volume);
