import { AudioFrame, AudioSource, LocalAudioTrack, Room, RoomEvent, TrackPublishOptions, TrackSource } from "@livekit/rtc-node";

const RATE = 48_000;
const FRAME_SAMPLES = RATE / 50;

export type VoicePerson = {
  room: Room;
  /** The token of now: the voice server renews it right after the connection is made. */
  token: () => string;
  isOut: () => boolean;
  leave(): Promise<void>;
};

/** Somebody who is connected to the sound of a room by a client of their own: not by ours, and as persistent as they like. */
export async function joinVoice({ url, token }: { url: string; token: string }): Promise<VoicePerson> {
  const room = new Room();
  let out = false;
  room.on(RoomEvent.Disconnected, () => {
    out = true;
  });
  await room.connect(url, token, { autoSubscribe: true, dynacast: false });
  return { room, token: () => room.token ?? token, isOut: () => out, leave: () => room.disconnect() };
}

/** Opens the microphone and says something that is not silence until the connection ends. */
export async function speak({ room, isOut }: VoicePerson): Promise<void> {
  const source = new AudioSource(RATE, 1);
  await room.localParticipant?.publishTrack(LocalAudioTrack.createAudioTrack("microphone", source), new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE }));
  void (async () => {
    for (let sample = 0; !isOut(); sample += FRAME_SAMPLES) {
      const frame = Int16Array.from({ length: FRAME_SAMPLES }, (_, at) => 8_000 * Math.sin((sample + at) / 20));
      await source.captureFrame(new AudioFrame(frame, RATE, 1, FRAME_SAMPLES));
    }
  })().catch(() => undefined);
}
