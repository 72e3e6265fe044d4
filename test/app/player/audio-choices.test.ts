import { afterEach, expect, test, vi } from "vitest";

async function load(kept: string | null) {
  vi.resetModules();
  let stored = kept;
  vi.stubGlobal("localStorage", { getItem: () => stored, setItem: (_key: string, value: string) => void (stored = value) });
  return { ...(await import("@/app/_player/audio-choices")), stored: () => JSON.parse(stored ?? "null") as { volumes: Record<string, number> } };
}

afterEach(() => vi.unstubAllGlobals());

test("default: choices are kept on the device and asked of the browser", async () => {
  const { chooseAudio, captureConstraints, stored } = await load(null);
  expect(captureConstraints()).toEqual({ noiseSuppression: true, echoCancellation: true, autoGainControl: true });
  chooseAudio({ microphone: "mic-1", noiseSuppression: false });
  expect(captureConstraints()).toEqual({ deviceId: { ideal: "mic-1" }, noiseSuppression: false, echoCancellation: true, autoGainControl: true });
  expect(stored()).toMatchObject({ microphone: "mic-1", noiseSuppression: false, pushToTalk: false });
});

test("behavior: full volume is not kept, and the volumes set longest ago are forgotten", async () => {
  const { chooseVolume, readAudioChoices, stored } = await load(null);
  for (let member = 0; member < 205; member++) chooseVolume(`m_${member}`, 0.5);
  chooseVolume("m_204", 1);
  expect(readAudioChoices().volumes).not.toHaveProperty("m_204");
  expect(readAudioChoices().volumes).not.toHaveProperty("m_0");
  expect(Object.keys(stored().volumes)).toHaveLength(199);
});

test("error: what an older page or a person put there does not break the sound", async () => {
  for (const kept of ["{", "null", "7", '{"microphone":5,"pushToTalk":"yes","volumes":{"m_1":9,"m_2":0.5,"m_3":"loud"}}']) {
    const { readAudioChoices } = await load(kept);
    expect(readAudioChoices()).toMatchObject({ microphone: null, pushToTalk: false, noiseSuppression: true });
  }
  expect((await load('{"volumes":{"m_1":9,"m_2":0.5}}')).readAudioChoices().volumes).toEqual({ m_2: 0.5 });
});
