import { createAudioAnalyser, isAudioTrack, type Participant, type Track } from "livekit-client";
import { addLevelReader } from "./levels";

const followed = new Map<string, () => void>();

/** Reads how loud a participant is, for the rings; a new track takes the place of the one before. */
export function followLevel(participant: Participant, track: Track | undefined): void {
  unfollowLevel(participant);
  if (!track || !isAudioTrack(track)) return;
  const { calculateVolume, analyser, cleanup } = createAudioAnalyser(track, { smoothingTimeConstant: 0.6, fftSize: 512 });
  // A suspended audio context hears nothing; the voice server's own figure is coarser but always there.
  const remove = addLevelReader(participant.identity, () => (analyser.context.state === "running" ? calculateVolume() : participant.audioLevel));
  followed.set(participant.identity, () => {
    remove();
    followed.delete(participant.identity);
    void cleanup().catch(() => undefined);
  });
}

export function unfollowLevel(participant: Participant): void {
  followed.get(participant.identity)?.();
}

export function unfollowAll(): void {
  for (const stop of [...followed.values()]) stop();
}
