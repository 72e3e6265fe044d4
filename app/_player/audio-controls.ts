import { type AudioChoices, chooseAudio, chooseVolume, readAudioChoices } from "./audio-choices";
import { readSession } from "./session-store";

/** The microphone button, from wherever it is pressed; with push-to-talk a press does nothing, holding does. */
export async function toggleMic(): Promise<void> {
  const { mic } = readSession();
  if ((mic !== "on" && mic !== "off") || readAudioChoices().pushToTalk) return;
  await open(mic === "off");
}

let held = false;

/** The key or the button of push-to-talk goes down or up. */
export async function holdMic(down: boolean): Promise<void> {
  if (down === held || (down && (readSession().mic === "none" || !readAudioChoices().pushToTalk))) return;
  held = down;
  await open(down);
}

async function open(on: boolean): Promise<void> {
  const { setMicrophone } = await import("./voice-controls");
  await setMicrophone(on);
}

/** Changes how sound goes in and out: kept on this device, and at once in the room one is in. */
export async function changeAudio(change: Partial<AudioChoices>): Promise<void> {
  chooseAudio(change);
  if (readSession().voice === "off") return;
  const { applyAudio } = await import("./voice-controls");
  await applyAudio(change);
}

/** Sets how loud one member is on this device, 0 to 1. */
export function changeVolume(memberId: string, volume: number): void {
  chooseVolume(memberId, volume);
  void import("./voice-controls").then(({ applyVolume }) => applyVolume(memberId, volume));
}
