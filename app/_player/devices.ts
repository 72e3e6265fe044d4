export type Device = { id: string; label: string };
export type Devices = { microphones: Device[]; speakers: Device[] };

/** The microphones and speakers of this device; labels are there once the microphone was allowed. */
export async function listDevices(): Promise<Devices> {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const of = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind && device.deviceId !== "").map(({ deviceId, label }) => ({ id: deviceId, label }));
  return { microphones: of("audioinput"), speakers: of("audiooutput") };
}

export type MicFault = "denied" | "missing" | "failed";

/** Why a microphone could not be opened. */
export const faultOf = (error: unknown): MicFault => {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "missing" : "failed";
};
