import { useSyncExternalStore } from "react";

/** How sound goes in and out on this device. Devices are the browser's ids; null is the system's own choice. */
export type AudioChoices = {
  microphone: string | null;
  speaker: string | null;
  noiseSuppression: boolean;
  echoCancellation: boolean;
  /** The microphone is open only while a key or the button is held. */
  pushToTalk: boolean;
  /** Loudness of single members, 0 to 1; who is not named is at 1. */
  volumes: Readonly<Record<string, number>>;
};

/** Outside of what a sign-out clears: this is the device's business. */
const KEY = "audio";
const MOST_VOLUMES = 200;
const DEFAULTS: AudioChoices = { microphone: null, speaker: null, noiseSuppression: true, echoCancellation: true, pushToTalk: false, volumes: {} };

let choices: AudioChoices | undefined;
const listeners = new Set<() => void>();

const isVolume = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 1;

function load(): AudioChoices {
  let kept: Partial<Record<keyof AudioChoices, unknown>> = {};
  try {
    kept = (JSON.parse(localStorage.getItem(KEY) ?? "{}") as typeof kept | null) ?? {};
  } catch {
    // Storage is off or holds something else: the defaults are good.
  }
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  const flag = (value: unknown, otherwise: boolean) => (typeof value === "boolean" ? value : otherwise);
  return {
    microphone: text(kept.microphone),
    speaker: text(kept.speaker),
    noiseSuppression: flag(kept.noiseSuppression, DEFAULTS.noiseSuppression),
    echoCancellation: flag(kept.echoCancellation, DEFAULTS.echoCancellation),
    pushToTalk: flag(kept.pushToTalk, DEFAULTS.pushToTalk),
    volumes: Object.fromEntries(Object.entries(kept.volumes ?? {}).filter(([, value]) => isVolume(value))),
  };
}

export const readAudioChoices = (): AudioChoices => (choices ??= load());

/** Changes some choices and keeps them on this device. */
export function chooseAudio(change: Partial<AudioChoices>): void {
  choices = { ...readAudioChoices(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // Without storage they hold until the page is loaded anew.
  }
  for (const listener of listeners) listener();
}

/** Sets the loudness of one member on this device; those set longest ago are forgotten first. */
export function chooseVolume(memberId: string, volume: number): void {
  const { [memberId]: _before, ...others } = readAudioChoices().volumes;
  const kept = Object.entries(others).slice(-(MOST_VOLUMES - 1));
  chooseAudio({ volumes: Object.fromEntries(volume === 1 ? kept : [...kept, [memberId, volume]]) });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Reads a part of the choices. Select fields, do not build objects. */
export const useAudioChoices = <T>(select: (choices: AudioChoices) => T): T =>
  useSyncExternalStore(subscribe, () => select(readAudioChoices()), () => select(DEFAULTS));

/** What a browser is asked for when it opens the microphone. */
export function captureConstraints({ microphone, noiseSuppression, echoCancellation }: AudioChoices = readAudioChoices()) {
  // A device that is not plugged in any more falls back to the system's own.
  return { ...(microphone ? { deviceId: { ideal: microphone } } : {}), noiseSuppression, echoCancellation, autoGainControl: true };
}
